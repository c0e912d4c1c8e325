import { Actor, organizationId, role, stranger } from "./organization-under-test";

/** Condition keys of one request, by name. */
export type Context = Readonly<Record<string, string>>;

/**
 * What arrives with a call that an AWS service makes for a resource of an account. The keys of the connection
 * (`aws:SecureTransport`, `s3:TlsVersion`) are missing, because AWS redacts them in calls between its services.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
export const actingFor = (account: string, sourceArn: string): Context => ({
  "aws:PrincipalIsAWSService": "true",
  "aws:SourceAccount": account,
  "aws:SourceArn": sourceArn,
  "aws:SourceOrgID": account === stranger.account ? stranger.organizationId : organizationId,
});

/**
 * What arrives with a call of a person or a role.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function callOf({ principal, account, organizationId: organization }: Actor): Context {
  if (account === undefined || organization === undefined) {
    return { "aws:PrincipalIsAWSService": "false", "aws:SecureTransport": "true" };
  }
  return {
    "aws:PrincipalIsAWSService": "false",
    "aws:SecureTransport": "true",
    "aws:PrincipalArn": principal,
    "aws:PrincipalAccount": account,
    "aws:PrincipalOrgID": organization,
  };
}

/** What arrives with a call of a role of our organization. */
export const callOfRole = (account: string, name: string): Context =>
  callOf({ name, principal: role(account, name), account, organizationId });

/** Header most log deliveries send. */
export const ownerFullControl: Context = { "s3:x-amz-acl": "bucket-owner-full-control" };

/** What KMS adds to the context when S3 uses the key for a bucket with an S3 Bucket Key. */
export const throughS3 = (region: string, bucketArn: string): Context => ({
  "kms:ViaService": `s3.${region}.amazonaws.com`,
  "kms:EncryptionContext:aws:s3:arn": bucketArn,
});

/** Object encrypted with the key named in the request. */
export const namingKey = (keyArn: string): Context => ({
  "s3:x-amz-server-side-encryption": "aws:kms",
  "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn,
});

export const foreignKeyArn = `arn:aws:kms:eu-west-1:${stranger.account}:key/0a1b2c3d-4e5f-6789-abcd-ef0123456789`;

/** Object encrypted by SSE-C, with a key that nobody has but its writer. */
export const bringingOwnKey: Context = { "s3:x-amz-server-side-encryption-customer-algorithm": "AES256" };
