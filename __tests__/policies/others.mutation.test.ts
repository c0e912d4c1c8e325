import { mutated } from "./mutated";
import { everyPartMatters } from "./mutation-suite";
import { home, regions } from "./organization-under-test";
import { policiesUnderTest } from "./policies-under-test";

const score = everyPartMatters(mutated.others);

test("the score", () => {
  expect(score()).toMatchInlineSnapshot(`
   [
     "all: 1786 of 1803 killed, 17 equivalent",
     "action removed: 766 of 767 killed, 1 equivalent",
     "actions widened: 209 of 218 killed, 9 equivalent",
     "condition removed: 170 of 170 killed, 0 equivalent",
     "condition value removed: 185 of 189 killed, 4 equivalent",
     "principal removed: 4 of 4 killed, 0 equivalent",
     "principals widened: 58 of 61 killed, 3 equivalent",
     "resource removed: 152 of 152 killed, 0 equivalent",
     "resources widened: 76 of 76 killed, 0 equivalent",
     "statement removed: 165 of 165 killed, 0 equivalent",
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
