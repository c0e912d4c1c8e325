import { Arguments, resources } from "../../support/synthesized";
import { archive, buckets, hasLock, Row, vaults } from "./facts";

interface ReplicationRule {
  readonly filter: { readonly prefix: string };
  readonly destination: {
    readonly bucket: string;
    readonly encryption_configuration: { readonly replica_kms_key_id: string };
    readonly metrics: { readonly status: string };
  };
}

/** The bucket that a reference to it, or to its policy, leads to. */
function bucketAt(reference: string): Arguments {
  const [, policy = ""] = /^\$\{aws_s3_bucket_policy\.([\w-]+)\.bucket\}$/.exec(reference) ?? [];
  const address = String(resources(archive, "aws_s3_bucket_policy")[policy]?.bucket);
  const found = buckets.find(
    ([name, { bucket }]) => address === `\${aws_s3_bucket.${name}.id}` || reference === `arn:aws:s3:::${bucket}`,
  );
  return found?.[1] ?? {};
}

const replications = Object.values(resources(archive, "aws_s3_bucket_replication_configuration")).flatMap(
  (configuration) =>
    (configuration.rule as ReplicationRule[]).map((rule) => ({
      rule,
      source: bucketAt(String(configuration.bucket)),
      destination: bucketAt(rule.destination.bucket),
    })),
);

/** `apply` succeeds, and yet a log has one copy, or costs what nobody wanted: what prevents each of them. */
const rows: Row[] = [
  [
    41,
    "encrypted objects are replicated, with a key of the replica's Region",
    () => {
      expect(replications).toHaveLength(buckets.length - vaults.length);
      for (const { rule, destination } of replications) {
        expect(rule).toEqual(
          expect.objectContaining({
            delete_marker_replication: { status: "Disabled" },
            source_selection_criteria: { sse_kms_encrypted_objects: { status: "Enabled" } },
          }),
        );
        const { replica_kms_key_id: key } = rule.destination.encryption_configuration;
        const [, address = ""] = /^\$\{aws_kms_key\.([\w-]+)\.arn\}$/.exec(key) ?? [];
        expect(resources(archive, "aws_kms_key")[address]?.region).toBe(destination.region);
      }
    },
  ],
  [
    42,
    "a vault is the end of replication, never a source",
    () => {
      expect(vaults).toHaveLength(2);
      for (const vault of vaults) expect(replications.map(({ source }) => source.bucket)).not.toContain(vault);
    },
  ],
  [
    53,
    "every replica is in another Region than what it was made from, under a lock",
    () => {
      for (const { source, destination } of replications) {
        expect(vaults).toContain(destination.bucket);
        expect(destination.region).not.toBe(source.region);
        expect(hasLock(String(destination.bucket))).toBe(true);
      }
    },
  ],
  [
    54,
    "who uses a vault is logged, and these logs are not replicated into one, which would cause the next ones",
    () => {
      const intoAccess = Object.values(resources(archive, "aws_s3_bucket_logging"));
      const copied = replications
        .filter(({ source }) => String(source.bucket).includes("-access-"))
        .map(({ rule }) => rule.filter.prefix);
      expect(copied).toHaveLength(3);
      for (const vault of vaults) {
        const [address] = buckets.find(([, { bucket }]) => bucket === vault) ?? [];
        const logging = intoAccess.find(({ bucket }) => bucket === `\${aws_s3_bucket.${address}.id}`);
        const prefix = String(logging?.target_prefix);
        expect(prefix).toBe("vault-access/");
        expect(copied.filter((each) => prefix.startsWith(each))).toEqual([]);
      }
    },
  ],
  [
    55,
    "every replication is measured, so that an alarm tells when it fails; its haste is not bought, which nothing waits for",
    () => {
      for (const { rule } of replications) {
        expect(Object.keys(rule.destination).sort()).toEqual(["bucket", "encryption_configuration", "metrics"]);
        expect(rule.destination.metrics).toEqual({ status: "Enabled" });
      }
    },
  ],
];

describe("silent failure", () => {
  test.each(rows)("row %i: %s", (_, __, holds) => holds());
});
