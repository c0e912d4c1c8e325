import { mutated } from "./mutated";
import { everyPartMatters } from "./mutation-suite";

const score = everyPartMatters(mutated.buckets);

test("the score", () => {
  expect(score()).toMatchInlineSnapshot(`
   [
     "all: 967 of 1001 killed, 34 equivalent",
     "action removed: 313 of 313 killed, 0 equivalent",
     "actions widened: 78 of 93 killed, 15 equivalent",
     "condition removed: 185 of 186 killed, 1 equivalent",
     "condition value removed: 66 of 66 killed, 0 equivalent",
     "principals widened: 23 of 40 killed, 17 equivalent",
     "resource removed: 130 of 131 killed, 1 equivalent",
     "resources widened: 23 of 23 killed, 0 equivalent",
     "statement removed: 125 of 125 killed, 0 equivalent",
     "variable widened: 24 of 24 killed, 0 equivalent",
   ]
  `);
});
