import { stripVTControlCharacters } from "node:util";
import { Organization } from "../../accounts/organization/organization";
import { Deployment, payments } from "./deployment";
import { existingSources, Outcome } from "./existing-sources";

/** A Region in which sources find everything, zones included. */
const region = "us-east-1";

/** What every snippet of a source finds. */
const prelude = `
import boto3, json
client = lambda service: boto3.client(service, region_name="${region}")
`;

const network = `
vpc = client("ec2").create_vpc(CidrBlock="10.30.0.0/16")["Vpc"]["VpcId"]
subnets = [
    client("ec2").create_subnet(VpcId=vpc, CidrBlock=f"10.30.{index}.0/24", AvailabilityZone="${region}" + letter)
    ["Subnet"]["SubnetId"] for index, letter in enumerate("ab")]
`;

const each = (part: "made" | "removed") => Object.values(existingSources).map((source) => source[part] ?? "");

/** Sources in a workload account that is deployed already, where somebody else has made logging of the same kind since. */
export function existing(deployment: Deployment, deployed: Organization): void {
  describe("what exists", () => {
    const before: Record<string, string> = {};
    const observe = async (name: string) => {
      const expression = existingSources[name]?.observed.replace(/\s*\n\s*/g, " ") ?? "None";
      return (await deployment.python(payments, `${prelude}print(json.dumps(${expression}))`)).trim();
    };
    const names = (outcome: Outcome) =>
      Object.keys(existingSources).filter((name) => existingSources[name]?.outcome === outcome);

    beforeAll(async () => {
      await deployment.python(payments, [prelude, network, ...each("made")].join("\n"));
      for (const name of Object.keys(existingSources)) before[name] = await observe(name);
      for (const found of Object.values(before)) expect(found).not.toBe("[]");
    });

    test("is refused, left alone or taken over, source by source as the runbook says", async () => {
      const workspace = deployment.write("workloads-payments", deployed);
      const { message } = await workspace.apply().then(
        () => new Error("nothing was refused"),
        (error: Error) => error,
      );
      // Terraform frames and colours what it says, and breaks its lines.
      const said = stripVTControlCharacters(message).replace(/[\s│╷╵]+/g, " ");
      for (const name of names("refused")) expect(said).toContain(existingSources[name]?.refusal);
      for (const name of [...names("refused"), ...names("left alone")])
        expect([name, await observe(name)]).toEqual([name, before[name]]);
      for (const name of names("taken over")) expect([name, await observe(name)]).not.toEqual([name, before[name]]);
      expect(await observe("webAcls")).toContain("aws-waf-logs-example-logs");
    });

    test("is logged like everything else once what was refused is gone", async () => {
      await deployment.python(payments, [prelude, ...each("removed")].join("\n"));
      const workspace = deployment.write("workloads-payments", deployed);
      await workspace.apply();
      expect(await workspace.plan()).toEqual([]);
      for (const name of names("left alone")) expect([name, await observe(name)]).toEqual([name, before[name]]);
    });

    test("leaves the plan with what it was logging of", async () => {
      await deployment.python(payments, `${prelude}client("network-firewall").delete_firewall(FirewallName="own")`);
      const workspace = deployment.write("workloads-payments", deployed);
      await workspace.apply();
      expect((await workspace.resources()).join("\n")).not.toContain(":firewall/own");
      expect(await workspace.plan()).toEqual([]);
    });
  });
}
