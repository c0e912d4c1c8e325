import { z } from "zod";
import { accountId, arn, name, region, wholeNumber } from "./fields";
import { ipv4Range } from "./ipv4-range";
import { listOf, regionAndAccount, regions, shortName, source } from "./source-fields";

const directoryArn = arn(
  new RegExp(`ds:${regionAndAccount}:directory/d-[0-9a-f]{10}`),
  "ds:eu-west-1:444444444444:directory/d-1234567890",
);
const certificateArn = arn(
  new RegExp(`acm:${regionAndAccount}:certificate/[\\w-]+`),
  "acm:eu-west-1:444444444444:certificate/12345678-1234-1234-1234-123456789012",
);
const vpcId = name("the id of a VPC", /^vpc-[0-9a-f]{8,17}$/, "vpc-0a1b2c3d4e5f60718");
const subnetId = name("the id of a subnet", /^subnet-[0-9a-f]{8,17}$/, "subnet-0a1b2c3d4e5f60718");

export const directories = source("Security events of AWS Managed Microsoft AD.", {
  resources: listOf(directoryArn, "ARNs of directories").default([]).describe("ARNs of directories."),
});

export const operatingSystems = source("Operating system and application logs, through the CloudWatch agent.", {
  regions,
  instances: z
    .union(
      [
        z.literal("all"),
        z.strictObject(
          {
            tag: name("the key of a tag", /^[\p{L}\p{Z}\p{N}_.:/=\-@]{1,128}$/u, "team").describe("Key of the tag."),
            values: listOf(name("a value of the tag", /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u, "payments"), "values")
              .min(1, { error: "at least one value of the tag" })
              .max(50, { error: "at most 50 values of the tag" })
              .describe("Values of the tag, one of which an instance has."),
          },
          { error: "{ tag: NAME, values: [...] }" },
        ),
      ],
      { error: "all, or { tag: NAME, values: [...] }: State Manager selects by one tag" },
    )
    .default("all")
    .describe("Managed instances that get the agent: all of them, or those with one of the tag's values."),
  linuxApplicationFiles: listOf(name("a path that begins with /", /^\/./, "/var/log/shop/*.log"), "paths")
    .default([])
    .describe("Patterns of application logs on Linux, e.g. /var/log/shop/*.log."),
  windowsApplicationFiles: listOf(
    name(
      "a path that begins with a drive or a share",
      /^([A-Za-z]:|\\\\[^"<>|?*\\/]+)[\\/][^"<>|]+$/,
      "C:\\shop\\logs\\*.log",
    ),
    "paths",
  )
    .default([])
    .describe("Patterns of application logs on Windows, e.g. C:\\shop\\logs\\*.log."),
  linuxJournal: z
    .boolean({ error: "true or false" })
    .default(false)
    .describe("Whether the systemd journal is read too, which needs a CloudWatch agent of May 2026 or later."),
});

export const sessions = source("Session Manager transcripts, encrypted.", {
  regions,
  idleTimeoutMinutes: wholeNumber("minutes", 1, 60).default(20).describe("Minutes after which an idle session ends."),
  maximumMinutes: wholeNumber("minutes", 1, 1440).default(480).describe("Minutes after which a session ends."),
});

export const inventory = source("Systems Manager Inventory of every managed instance.", { regions });

export const syslogRelays = listOf(
  z.strictObject(
    {
      name: shortName.describe("Ends the names of what the relay is made of; a new name makes a new relay."),
      account: accountId.describe("Account that it runs in, 12 digits in quotes; not the management account."),
      region: region.describe("Governed Region that it runs in."),
      vpcId: vpcId.describe("VPC that senders reach it in."),
      subnetIds: listOf(subnetId, "subnets")
        .min(2, { error: "subnets of at least two Availability Zones" })
        .describe("Subnets of that VPC, each in an Availability Zone of its own, with a way out to AWS's services."),
      certificateArn: certificateArn.describe("Certificate that senders see."),
      allowedCidrBlocks: listOf(ipv4Range, "IPv4 ranges")
        .min(1, { error: "at least one range of senders" })
        .describe("IPv4 ranges whose hosts may send; none of them within another."),
    },
    { error: "{ name, account, region, vpcId, subnetIds, certificateArn, allowedCidrBlocks }" },
  ),
  "syslog relays",
)
  .default([])
  .describe("rsyslog servers behind a TLS endpoint, for logs of appliances and data centres.");
