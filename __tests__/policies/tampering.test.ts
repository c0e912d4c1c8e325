import { Case, outcomes } from "./cases";
import { policiesUnderTest } from "./policies-under-test";
import { allDeliveries } from "./deliveries";
import { derive } from "./derivation";
import { decideWithChecks, neverChecked } from "./simulation";
import { allTampering, tampering } from "./tampering";

const policies = policiesUnderTest();

/** One test for each kind of tampering and each actor or resource, so that a failure lists what is possible. */
test.each(Object.entries(tampering))("%s", async (_, cases: readonly Case[]) => {
  const wrong = (await outcomes(cases, policies)).filter(([, decision], index) => decision !== cases[index]?.expected);
  expect(wrong).toEqual([]);
});

/** Elsewhere its checks of a request are made only once for all requests alike. */
test("the simulator decides the same when it checks every request", async () => {
  const sample = [...allDeliveries.flatMap(derive), ...allTampering].filter(
    ({ request }, index) => index % 30 === 0 && !neverChecked(request.action),
  );
  const decided = await outcomes(sample, policies, decideWithChecks);
  expect(decided).toEqual(sample.map(({ sentence, expected }) => [sentence, expected]));
});

test("no case was lost", () => {
  expect(allTampering.length).toBe(10647);
});
