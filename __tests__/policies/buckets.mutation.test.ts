import { mutated } from "./mutated";
import { everyPartMatters } from "./mutation-suite";

const score = everyPartMatters(mutated.buckets);

test("the score", () => {
  expect(score()).toMatchInlineSnapshot(`
   [
     "all: 882 of 914 killed, 32 equivalent",
     "action removed: 284 of 284 killed, 0 equivalent",
     "actions widened: 71 of 84 killed, 13 equivalent",
     "condition removed: 167 of 168 killed, 1 equivalent",
     "condition value removed: 60 of 60 killed, 0 equivalent",
     "principals widened: 22 of 39 killed, 17 equivalent",
     "resource removed: 120 of 121 killed, 1 equivalent",
     "resources widened: 22 of 22 killed, 0 equivalent",
     "statement removed: 112 of 112 killed, 0 equivalent",
     "variable widened: 24 of 24 killed, 0 equivalent",
   ]
  `);
});
