import { organization } from "../support/organizations";
import { synthesize } from "../support/synthesized";
import { variants } from "../support/variants";
import { everyPartMatters } from "./mutation-suite";
import { transportPolicies } from "./policies-under-test";
import { PolicyName } from "./policy-names";
import { transportModes } from "./tables/transport-modes";

/** What is another policy than with the transport that all other cases have. */
const mutated: Readonly<Record<keyof typeof transportModes, readonly PolicyName[]>> = {
  firehose: ["key transport", "permissions delivery", "permissions destination", "guard rail archive"],
  centralization: ["key transport", "permissions delivery", "permissions subscription", "guard rail archive"],
};

const scores = (Object.keys(mutated) as (keyof typeof mutated)[]).map((mode) => {
  const policies = transportPolicies(synthesize(variants[`${mode} transport`] ?? organization()));
  let score: () => string[] = () => [];
  describe(`with the transport ${mode}`, () => {
    score = everyPartMatters(mutated[mode], policies, transportModes[mode]);
  });
  return () => `${mode}, ${score()[0]}`;
});

test("the score", () => {
  expect(scores.map((score) => score())).toMatchInlineSnapshot(`
   [
     "firehose, all: 138 of 138 killed, 0 equivalent",
     "centralization, all: 145 of 145 killed, 0 equivalent",
   ]
  `);
});
