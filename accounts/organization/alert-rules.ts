import { severities, Severity } from "../../modules/alerting/severity";
import { partitionOf, regions as knownRegions } from "../../modules/policy/region";
import { Accounts } from "./accounts";
import { Alerts } from "./alerts";
import { Regions } from "./regions";
import { Draft, duplicates, Named, rule, Rule } from "./rule";

/** What these rules look at. */
interface Sections {
  namePrefix: string;
  accounts: Accounts;
  alerts: Alerts;
  regions: Regions;
}

const alertRule = rule<Sections>;

interface Target extends Named {
  /** Those it names; all of them where it names none. */
  readonly severities?: readonly (Severity | undefined)[] | undefined;
}

/** A target by what tells it apart: as it is, or a property of an object. */
const target = (path: string, item: unknown, ...keys: readonly string[]): Target => {
  if (typeof item === "string") return { path, value: item };
  const { severities: named, ...properties } = (item ?? {}) as Record<string, unknown>;
  const values = keys.map((key) => properties[key]).filter((value) => typeof value === "string");
  return {
    path: keys.length === 1 ? `${path}.${keys[0]}` : path,
    value: values.length > 0 ? values.join(", ") : undefined,
    severities: Array.isArray(named) ? (named as Severity[]) : undefined,
  };
};

/** Every list of targets, and what tells its items apart. */
const lists = {
  emails: ["address"],
  webhooks: ["url"],
  chat: ["slackWorkspace", "slackChannel", "teamsTenant", "teamsTeam", "teamsChannel"],
  eventBuses: ["arn"],
} as const satisfies Partial<Record<keyof Alerts, readonly string[]>>;

const targetsIn = (list: keyof typeof lists, alerts: Draft<Sections>["alerts"]): Target[] => {
  const items: unknown = alerts?.[list];
  return (Array.isArray(items) ? items : []).map((item, index) =>
    target(`alerts.${list}[${index}]`, item, ...lists[list]),
  );
};

const listNames = Object.keys(lists) as (keyof typeof lists)[];

/** An alert that nobody gets is worth nothing. */
const everySeverityHasATarget = alertRule(({ alerts }) => {
  if (typeof alerts !== "object") return [];
  const told = listNames.flatMap((list) => targetsIn(list, alerts)).map((each) => each.severities ?? severities);
  const untold = severities.filter((severity) => !told.some((each) => each.includes(severity)));
  return untold.length === 0
    ? []
    : [
        {
          path: "alerts",
          found: `nobody who is told of alerts of severity ${untold.join(" and ")}`,
          write: `an address, endpoint, channel or event bus for ${untold.join(" and ")}, e.g. emails: [security@example.com]: an alert that nobody gets is worth nothing`,
        },
      ];
});

/** SNS takes the same endpoint of a topic once, whatever the case of an address. */
const targetsAreListedOnce = alertRule(({ alerts }) =>
  listNames.flatMap((list) =>
    duplicates(targetsIn(list, alerts), "each of them once", (value) =>
      list === "emails" ? value.toLowerCase() : value,
    ),
  ),
);

/** The alerts of every account go to that bus anyway, and would go in a circle. */
const eventBusesAreOthers = alertRule(({ alerts, accounts, namePrefix }) =>
  targetsIn("eventBuses", alerts).map(({ path, value }) =>
    value?.endsWith(`:${accounts?.securityTooling?.id}:event-bus/${namePrefix}-alerts`)
      ? { path, found: `${JSON.stringify(value)}, the bus of the alerts itself`, write: "another bus" }
      : undefined,
  ),
);

/**
 * Amazon Q Developer in chat applications takes roles of AWS's commercial partition alone.
 * @see https://docs.aws.amazon.com/chatbot/latest/APIReference/API_SlackChannelConfiguration.html
 */
const chatIsInThePartition = alertRule(({ alerts, regions }) => {
  const home = regions?.home ?? "";
  return targetsIn("chat", alerts).map(({ path, value }) =>
    knownRegions.has(home) && partitionOf(home) !== "aws"
      ? {
          path,
          found: `${value ?? "a channel"}, which Amazon Q Developer in chat applications does not reach from ${home}`,
          write: "nothing here: name an address, an endpoint or an event bus",
        }
      : undefined,
  );
});

/** What targets of alerts can get wrong together, or with another section. */
export const alertRules: readonly Rule[] = [
  everySeverityHasATarget,
  targetsAreListedOnce,
  eventBusesAreOthers,
  chatIsInThePartition,
];
