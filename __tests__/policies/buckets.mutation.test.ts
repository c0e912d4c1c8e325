import { mutated } from "./mutated";
import { everyPartMatters } from "./mutation-suite";

const score = everyPartMatters(mutated.buckets);

test("the score", () => {
  expect(score()).toMatchInlineSnapshot(`
   [
     "all: 868 of 893 killed, 25 equivalent",
     "action removed: 284 of 284 killed, 0 equivalent",
     "actions widened: 71 of 77 killed, 6 equivalent",
     "condition removed: 160 of 161 killed, 1 equivalent",
     "condition value removed: 60 of 60 killed, 0 equivalent",
     "principals widened: 22 of 39 killed, 17 equivalent",
     "resource removed: 120 of 121 killed, 1 equivalent",
     "resources widened: 22 of 22 killed, 0 equivalent",
     "statement removed: 105 of 105 killed, 0 equivalent",
     "variable widened: 24 of 24 killed, 0 equivalent",
   ]
  `);
});
