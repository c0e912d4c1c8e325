import { mutated } from "./mutated";
import { everyPartMatters } from "./mutation-suite";
import { home, regions } from "./organization-under-test";
import { policiesUnderTest } from "./policies-under-test";

const score = everyPartMatters(mutated.others);

test("the score", () => {
  expect(score()).toMatchInlineSnapshot(`
   [
     "all: 1849 of 1867 killed, 17 equivalent",
     "action removed: 796 of 797 killed, 1 equivalent",
     "actions widened: 214 of 224 killed, 9 equivalent",
     "condition removed: 179 of 179 killed, 0 equivalent",
     "condition value removed: 196 of 200 killed, 4 equivalent",
     "principal removed: 4 of 4 killed, 0 equivalent",
     "principals widened: 62 of 65 killed, 3 equivalent",
     "resource removed: 149 of 149 killed, 0 equivalent",
     "resources widened: 76 of 76 killed, 0 equivalent",
     "statement removed: 172 of 172 killed, 0 equivalent",
     "variable widened: 1 of 1 killed, 0 equivalent",
   ]
  `);
});

test("no policy is left out but what Regions repeat and what AWS makes", () => {
  const judged: readonly string[] = Object.values(mutated).flat();
  const isRepeated = (name: string) => regions.some((region) => region !== home && name.endsWith(` ${region}`));
  const leftOut = [...policiesUnderTest().keys()].filter((name) => !judged.includes(name) && !isRepeated(name));
  expect(leftOut).toEqual(["default key", "open to everybody"]);
});
