import { mutated } from "./mutated";
import { everyPartMatters } from "./mutation-suite";
import { home, regions } from "./organization-under-test";
import { policiesUnderTest } from "./policies-under-test";

const score = everyPartMatters(mutated.others);

test("the score", () => {
  expect(score()).toMatchInlineSnapshot(`
   [
     "all: 1910 of 1927 killed, 17 equivalent",
     "action removed: 819 of 820 killed, 1 equivalent",
     "actions widened: 227 of 236 killed, 9 equivalent",
     "condition removed: 183 of 183 killed, 0 equivalent",
     "condition value removed: 196 of 200 killed, 4 equivalent",
     "principal removed: 4 of 4 killed, 0 equivalent",
     "principals widened: 63 of 66 killed, 3 equivalent",
     "resource removed: 151 of 151 killed, 0 equivalent",
     "resources widened: 84 of 84 killed, 0 equivalent",
     "statement removed: 182 of 182 killed, 0 equivalent",
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
