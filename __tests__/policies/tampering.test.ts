import { organization } from "../support/organizations";
import { synthesize } from "../support/synthesized";
import { Case, outcome, policiesUnderTest } from "./cases";
import { tampering } from "./tampering";

const policies = policiesUnderTest(synthesize(organization()));

/** One test for each kind of tampering and each actor or resource, so that a failure lists what is possible. */
test.each(Object.entries(tampering))("%s", async (_, cases: readonly Case[]) => {
  const decided = await Promise.all(
    cases.map(async (each): Promise<[string, string]> => [each.sentence, await outcome(each, policies)]),
  );
  const wrong = decided.filter(([, decision], index) => decision !== cases[index]?.expected);
  expect(wrong).toEqual([]);
});
