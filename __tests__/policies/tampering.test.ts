import { organization } from "../support/organizations";
import { synthesize } from "../support/synthesized";
import { Case, outcomes, policiesUnderTest } from "./cases";
import { tampering } from "./tampering";

const policies = policiesUnderTest(synthesize(organization()));

/** One test for each kind of tampering and each actor or resource, so that a failure lists what is possible. */
test.each(Object.entries(tampering))("%s", async (_, cases: readonly Case[]) => {
  const wrong = (await outcomes(cases, policies)).filter(([, decision], index) => decision !== cases[index]?.expected);
  expect(wrong).toEqual([]);
});

test("no case was lost", () => {
  expect(Object.values(tampering).flat().length).toBe(4030);
});
