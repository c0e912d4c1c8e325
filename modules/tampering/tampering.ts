import { accountDefaults } from "./account-defaults";
import { alerting } from "./alerting";
import { automation } from "./automation";
import { cloudTrail } from "./cloudtrail";
import { config } from "./config";
import { detection } from "./detection";
import { exclusions } from "./exclusions";
import { iam } from "./iam";
import { kms } from "./kms";
import { logSources } from "./log-sources";
import { logs } from "./logs";
import { observabilityAdmin } from "./observabilityadmin";
import { organization } from "./organization";
import { s3 } from "./s3";
import { Denial, Reach, ServiceTampering, Subject, TamperingGroup } from "./service-tampering";
import { transport } from "./transport";

const services: readonly ServiceTampering[] = [
  cloudTrail,
  config,
  ...detection,
  ...organization,
  iam,
  kms,
  logs,
  observabilityAdmin,
  ...logSources,
  s3,
  ...transport,
  ...accountDefaults,
  ...automation,
  ...alerting,
  ...exclusions,
];

/** Actions that are alike in who denies them and in what tells them. */
export interface Tampering {
  /** As policies write them, e.g. `cloudtrail:StopLogging`, `kinesis:Update*`. */
  readonly actions: readonly string[];
  /** The statement that denies them, or why none does. */
  readonly denied: TamperingGroup["denied"];
  readonly about: Subject;
  readonly in: Reach;
  /** Service in CloudTrail's records, e.g. `monitoring.amazonaws.com`. */
  readonly eventSource: string;
  /** Names in CloudTrail's records; a `*` stands for any text. */
  readonly eventNames: readonly string[];
  /** Why no alert can tell them. @default - one does */
  readonly untold?: string;
  readonly readOnly: boolean;
}

/**
 * Everything that ends, blinds, redirects, rewrites, reads or unlocks what is recorded, or who watches. The guard rails
 * deny from this list, and the alerts tell from it: what one of them has, the other has.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const tamperings: readonly Tampering[] = services.flatMap(({ service, source = service, groups }) =>
  groups.map((group) => ({
    actions: group.actions.map((action) => `${service}:${action}`),
    denied: group.denied,
    about: group.about ?? "everything",
    in: group.in ?? "everywhere",
    eventSource: `${source}.amazonaws.com`,
    eventNames: group.untold === undefined ? (group.recordedAs ?? group.actions) : [],
    ...(group.untold === undefined ? {} : { untold: group.untold }),
    readOnly: group.readOnly ?? false,
  })),
);

/** What a statement of a guard rail denies, in alphabetical order. */
export const actionsDeniedBy = (denial: Denial): string[] =>
  tamperings
    .filter(({ denied }) => denied === denial)
    .flatMap(({ actions }) => actions)
    .sort();

/** Names of events without those that another of them covers by its `*`, and each once. */
export const distinct = (names: readonly string[]): string[] =>
  [...new Set(names)].filter(
    (name) =>
      !names.some(
        (other) =>
          other !== name && other.endsWith("*") && name.length > other.length && name.startsWith(other.slice(0, -1)),
      ),
  );
