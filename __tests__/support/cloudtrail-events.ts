import { LogEvent } from "./filter-pattern";

/**
 * Events as CloudTrail writes them, with the fields that every event of their kind has.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */

/** Who acted, as `userIdentity`. */
export type Identity = Readonly<Record<string, unknown>>;

const accessKeyId = "ASIAIOSFODNN7EXAMPLE";

/** A session of a role; the ARN of the role names its path, and that of the session does not. */
export function session(roleArn: string, sessionName = "jane"): Identity {
  const [, partition, , , account = "", resource = ""] = roleArn.split(":");
  const name = resource.split("/").at(-1) ?? "";
  return {
    type: "AssumedRole",
    principalId: `AROACKCEVSQ6C2EXAMPLE:${sessionName}`,
    arn: `arn:${partition}:sts::${account}:assumed-role/${name}/${sessionName}`,
    accountId: account,
    accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: "AROACKCEVSQ6C2EXAMPLE",
        arn: roleArn,
        accountId: account,
        userName: name,
      },
      webIdFederationData: {},
      attributes: { creationDate: "2026-01-05T09:12:44Z", mfaAuthenticated: "false" },
    },
  };
}

export const user = (account: string): Identity => ({
  type: "IAMUser",
  principalId: "AIDACKCEVSQ6C2EXAMPLE",
  arn: `arn:aws:iam::${account}:user/jane`,
  accountId: account,
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  userName: "jane",
});

export const root = (account: string): Identity => ({
  type: "Root",
  principalId: account,
  arn: `arn:aws:iam::${account}:root`,
  accountId: account,
  accessKeyId,
  sessionContext: { attributes: { creationDate: "2026-01-05T09:12:44Z", mfaAuthenticated: "true" } },
});

/** A service that acts by itself. */
export const service = (name: string): Identity => ({ type: "AWSService", invokedBy: `${name}.amazonaws.com` });

export interface EventProps {
  /** Service, as in `eventSource`, without the domain. */
  readonly service: string;
  readonly name: string;
  readonly parameters?: Readonly<Record<string, unknown>> | null;
  readonly by: Identity;
  /** Account that gets the event. */
  readonly account: string;
  readonly more?: LogEvent;
}

export const cloudTrailEvent = ({ service, name, parameters = null, by, account, more }: EventProps): LogEvent => ({
  eventVersion: "1.11",
  userIdentity: by,
  eventTime: "2026-01-05T09:14:02Z",
  eventSource: `${service}.amazonaws.com`,
  eventName: name,
  awsRegion: "us-east-1",
  sourceIPAddress: "192.0.2.10",
  userAgent: "aws-cli/2.31.0",
  requestParameters: parameters,
  responseElements: null,
  requestID: "6d1f8bd4-0000-4000-8000-111122223333",
  eventID: "0b2f1c6e-0000-4000-8000-111122223333",
  readOnly: false,
  eventType: "AwsApiCall",
  managementEvent: true,
  recipientAccountId: account,
  eventCategory: "Management",
  ...more,
});
