import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Organization } from "../../accounts/organization/organization";
import { fallbackRelease } from "../../emulator/lowering";
import { LogType, logTypes } from "../../modules/archive/log-types";
import { vpcFlowLogFields } from "../../modules/sources/flow-log-records";
import { allStatements } from "../support/statements";
import { only, resources, Stack, synthesize } from "../support/synthesized";
import { variants } from "../support/variants";

const read = (file: string) => readFileSync(join(resolve(__dirname, "../.."), file), "utf8");
const stacks = synthesize(variants["every source"] as Organization);

/** Claim, the document that makes it, and what must hold of the output for it to be no larger than what is so. */
describe("a claim is no larger than what is so", () => {
  test("the release that validates where the pinned one is not at hand is the one the README names", () => {
    expect(read("README.md")).toContain(`by release ${fallbackRelease}, to which the configuration is`);
  });

  test("the README says of scripts what relays have: user data that only they carry", () => {
    const blocks = Object.values(stacks).flatMap(({ resource, data }) =>
      [resource, data].flatMap((types) => Object.values(types).flatMap((all) => Object.entries(all))),
    );
    const scripted = blocks.filter(([, block]) => /#!\/bin\/|user_data/.test(JSON.stringify(block)));
    expect(scripted.length).toBeGreaterThan(0);
    expect(scripted.filter(([address]) => !address.startsWith("syslog-relay-"))).toEqual([]);
    expect(read("README.md")).toContain("but syslog relays, where you ask for them, are");
  });

  test("the buckets without a key are those that docs/coverage.md names", () => {
    const encryptions = Object.entries(
      resources(stacks["log-archive"], "aws_s3_bucket_server_side_encryption_configuration"),
    );
    const kinds = encryptions
      .filter(([, { rule }]) => JSON.stringify(rule).includes("AES256"))
      .map(([address]) => /^archive_([a-z]+)-/.exec(address)?.[1]);
    expect([...new Set(kinds)].sort()).toEqual(["access", "elb"]);
    expect(read("docs/coverage.md")).toMatch(
      /\| A2 \|.*partly: buckets of load balancer logs and of server access logs/,
    );
  });

  test("the one log type that arrives as a replica, and so is in no vault, is the one docs/coverage.md names", () => {
    const replicated = Object.entries(stacks)
      .filter(([workspace]) => workspace !== "log-archive")
      .flatMap(([, stack]) =>
        Object.values(resources(stack, "aws_s3_bucket_replication_configuration")).map(({ rule }) =>
          JSON.stringify(rule),
        ),
      );
    const arrivingAsReplicas = Object.values<LogType>(logTypes)
      .map(({ prefix }) => prefix)
      .filter((prefix) => replicated.some((rule) => rule.includes(`"prefix":"${prefix}`)));
    expect(arrivingAsReplicas).toEqual([logTypes.cost.prefix]);
    expect(read("docs/coverage.md")).toContain("into the vault, but for `cost/`: replicas are not replicated on");
  });

  test.each(["every source", "GovCloud"])("with %s, each copy is in another Region than what it is of", (variant) => {
    const archive = synthesize(variants[variant] as Organization)["log-archive"];
    const regionOf = (bucketName: unknown) => only(archive, "aws_s3_bucket", { bucket: bucketName }).region;
    const replications = Object.values(resources(archive, "aws_s3_bucket_replication_configuration"));
    expect(replications.length).toBeGreaterThan(5);
    for (const { region, rule } of replications) {
      for (const { destination } of rule as { destination: { bucket: string } }[]) {
        expect(regionOf(destination.bucket.replace(/^arn:[\w-]+:s3:::/, ""))).not.toBe(region);
      }
    }
    expect(read("README.md")).toContain("replication into locked vaults of another Region");
    expect(read("docs/coverage.md")).toContain("| A3 | replication to a second Region | yes");
  });

  test("what no vault has are the logs of its own use, as docs/architecture.md says", () => {
    const rules = Object.values(resources(stacks["log-archive"], "aws_s3_bucket_replication_configuration"))
      .flatMap(({ bucket, rule }) => (rule as { filter: { prefix: string } }[]).map((each) => ({ bucket, ...each })))
      .map(({ bucket, filter }) => ({ kind: /archive_([a-z]+)[-_]/.exec(String(bucket))?.[1], prefix: filter.prefix }));
    const left = Object.values<LogType>(logTypes).filter(
      (type) => !rules.some(({ kind, prefix }) => kind === type.bucket && type.prefix.startsWith(prefix)),
    );
    expect(left).toEqual([logTypes.vaultAccess]);
    expect(read("docs/architecture.md")).toContain("but for `vault-access/`, the logs of the vaults' own use");
  });

  test("the versions of flow log fields that the documents name are those that are asked for", () => {
    const names = vpcFlowLogFields.map(({ name }) => name);
    expect(names).toContain("encryption-status");
    expect(names.filter((name) => /tag|interface-type|next-hop/.test(name))).toEqual([]);
    for (const file of ["docs/sources.md", "modules/sources/README.md"]) {
      expect(read(file)).toContain("the fields of versions 2 to 10");
      expect(read(file)).not.toMatch(/every field/);
    }
  });

  test("the first deployment proves delivery by accounts, not by a folder that Log Archive fills alone", () => {
    const step = /^7\. \*\*See logs arrive\*\*.*?(?=^8\.)/ms.exec(read("docs/runbooks/first-deployment.md"))?.[0];
    for (const evidence of ["`owner`", "`ForwardedLogEvents`", "`DeliveryErrors`", "`DeliverLogsStatus`"]) {
      expect(step).toContain(evidence);
    }
  });

  test("locking for good is said to hold for objects to come, as a bucket's default lock does", () => {
    const [locks, versions] = ["aws_s3_bucket_object_lock_configuration", "aws_s3_object"].map((type) =>
      Object.values(resources(stacks["log-archive"], type)),
    );
    expect(locks).toHaveLength(3);
    expect(versions?.filter((each) => "object_lock_mode" in each)).toEqual([]);
    const step = /^10\. \*\*Lock for good\*\*[^]*/m.exec(read("docs/runbooks/first-deployment.md"))?.[0];
    expect(step).toContain("stays under `GOVERNANCE` until its lock ends");
    expect(read("docs/runbooks/break-glass.md")).toContain("In the trail bucket and both vaults");
  });

  test("where every role of an account may write transcripts, docs/limits.md says so", () => {
    const open = allStatements(stacks["log-archive"] as Stack).filter(
      ({ actions, principals, effect }) =>
        effect !== "Deny" && actions.includes("s3:PutObject") && principals?.some(({ type }) => type === "*"),
    );
    const named = open.map(({ sid }) => sid).sort();
    expect(named).toContain("AllowOrganizationRolesToWriteOwnSessions");
    expect(read("docs/limits.md")).toMatch(/\*\*L-SESSION-2\*\*[^*]*folder of its own account/);
  });

  test("no document says that a root user's sign-in is refused, which no policy can", () => {
    expect(read("docs/controls.md")).not.toMatch(/those of members are refused/);
    expect(read("modules/alerting/README.md")).not.toContain("everything in the management account");
  });
});
