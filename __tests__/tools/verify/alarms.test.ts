import { loadOrganization } from "../../../accounts/organization/load";
import { links } from "../../../tools/verify/links";
import { resources, synthesize } from "../../support/synthesized";

const organization = loadOrganization();
const stacks = Object.values(synthesize(organization));

/** Names of alarms as they are made, without what begins each. */
const made = stacks
  .flatMap((stack) =>
    ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"].map((type) => [stack, type] as const),
  )
  .flatMap(([stack, type]) => Object.values(resources(stack, type)))
  .map(({ alarm_name: name }) => String(name));

/** Alarms on one of several buckets end in its name. */
const isMade = (alarm: string) =>
  made.some((name) => new RegExp(`^${organization.namePrefix}-(high|medium|low)-${alarm}(-.+)?$`).test(name));

/** What tells of a call, and not of a metric: rules of every account and Region, whose alert says who made it. */
const rules = ["tampering"];

test.each(links.map(({ id, alarms }) => [id, alarms] as const))("the alarms that cover %s are made", (_, alarms) => {
  expect(alarms.filter((alarm) => !rules.includes(alarm) && !isMade(alarm))).toEqual([]);
});
