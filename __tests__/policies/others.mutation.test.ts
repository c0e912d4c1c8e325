import { mutated } from "./mutated";
import { everyPartMatters } from "./mutation-suite";
import { home, regions } from "./organization-under-test";
import { policiesUnderTest } from "./policies-under-test";
import type { PolicyName } from "./policy-names";

const score = everyPartMatters(mutated.others);

test("the score", () => {
  expect(score()).toMatchInlineSnapshot(`
   [
     "all: 2075 of 2094 killed, 19 equivalent",
     "action removed: 866 of 867 killed, 1 equivalent",
     "actions widened: 248 of 259 killed, 11 equivalent",
     "condition removed: 214 of 214 killed, 0 equivalent",
     "condition value removed: 219 of 223 killed, 4 equivalent",
     "principal removed: 6 of 6 killed, 0 equivalent",
     "principals widened: 72 of 75 killed, 3 equivalent",
     "resource removed: 158 of 158 killed, 0 equivalent",
     "resources widened: 87 of 87 killed, 0 equivalent",
     "statement removed: 204 of 204 killed, 0 equivalent",
     "variable widened: 1 of 1 killed, 0 equivalent",
   ]
  `);
});

/** Topics of the other severities. */
const lesserTopic = /^topic (medium|low)(?=-chat$|$)/;

test("topics of every severity have one policy, but for their names", () => {
  const policies = policiesUnderTest();
  const lesser = [...policies].filter(([name]) => lesserTopic.test(name));
  expect(lesser.length).toBeGreaterThan(1);
  for (const [name, policy] of lesser) {
    const [, severity = ""] = lesserTopic.exec(name) ?? [];
    const highest = policies.get(name.replace(severity, "high") as PolicyName);
    expect(JSON.parse(JSON.stringify(policy).replaceAll(`alerts-${severity}`, "alerts-high"))).toEqual(highest);
  }
});

test("no policy is left out but what Regions and severities repeat, and what AWS makes", () => {
  const judged: readonly string[] = Object.values(mutated).flat();
  const isRepeated = (name: string) =>
    lesserTopic.test(name) || regions.some((region) => region !== home && name.endsWith(` ${region}`));
  const leftOut = [...policiesUnderTest().keys()].filter((name) => !judged.includes(name) && !isRepeated(name));
  expect(leftOut).toEqual(["default key", "open to everybody"]);
});
