import { and, equals, Expression, oneOf } from "./filter-pattern";

/**
 * Fields of CloudTrail's records that tell in whose account and which Region what was done, and which role's session did
 * it.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const field = {
  account: "$.recipientAccountId",
  source: "$.eventSource",
  name: "$.eventName",
  issuer: "$.userIdentity.sessionContext.sessionIssuer.arn",
  issuerName: "$.userIdentity.sessionContext.sessionIssuer.userName",
  region: "$.awsRegion",
} as const;

/** The field that holds a parameter of the call; not every record of a refused call has it. */
export const request = (parameter: string) => `$.requestParameters.${parameter}`;

/** Calls of one service, by their names in CloudTrail; a name may end in `*`. */
export const calls = (service: string, ...names: readonly string[]): Expression =>
  and(equals(field.source, `${service}.amazonaws.com`), oneOf(field.name, names));
