import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Testing } from "cdktf";
import { ActiveAccounts } from "../../modules/detection/active-accounts";
import { FoundingMembers } from "../../modules/detection/founding-members";
import { terraformLane } from "./lane";

interface Account {
  readonly id: string;
  readonly email: string;
  readonly state?: string;
  readonly status?: string;
}

const administrator = "333333333333";
const other = "444444444444";

const account = (id: string, answered: Pick<Account, "state" | "status">): Account => ({
  id,
  email: `${id}@example.com`,
  ...answered,
});

/** What is synthesized for one service in one Region, with a variable in the place of what AWS Organizations answers. */
function configuration() {
  const synthesized = Testing.synthScope((scope) => {
    new FoundingMembers(scope, "founders", new ActiveAccounts(scope, "accounts", administrator));
  });
  const [source = ""] = /data\.aws_organizations_organization\.\w+/.exec(synthesized) ?? [];
  const { resource, locals, data } = JSON.parse(synthesized.replaceAll(`${source}.accounts`, "var.accounts")) as {
    resource: { terraform_data: Record<string, { lifecycle: { postcondition?: unknown } }> };
    locals: Record<string, string>;
    data: { aws_organizations_organization: Record<string, { lifecycle: { postcondition: { condition: string }[] } }> };
  };
  const [answer] = Object.values(data.aws_organizations_organization);
  const members = Object.keys(locals).find((name) => name.includes("members"));
  return {
    variable: { accounts: { type: "any" } },
    locals,
    resource,
    output: {
      relied_upon: {
        value: answer?.lifecycle.postcondition[0]?.condition.replaceAll("self.accounts", "var.accounts"),
      },
      members: { value: `\${keys(local.${members})}` },
    },
  };
}

terraformLane("plan", "the accounts of the organization", ({ environment }) => {
  const folders: string[] = [];
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  /** Applies what AWS Organizations answers, again and again, to one state. */
  function workspace(described = configuration()) {
    const folder = mkdtempSync(join(tmpdir(), "active-accounts-"));
    folders.push(folder);
    const write = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));
    const env = { ...process.env, ...environment };
    const terraform = (...args: string[]) =>
      execFileSync("terraform", args, { cwd: folder, env, encoding: "utf8", stdio: "pipe" });
    const configure = (content: object) => write("main.tf.json", content);
    const apply = (accounts: readonly Account[], ...options: string[]) => {
      write("terraform.tfvars.json", { accounts });
      terraform("apply", "-auto-approve", "-no-color", ...options);
      const outputs = JSON.parse(terraform("output", "-json")) as Record<string, { value: unknown }>;
      return { reliedUpon: outputs.relied_upon?.value, members: outputs.members?.value };
    };
    configure(described);
    terraform("init");
    return Object.assign(apply, { configure });
  }

  test.each<[string, Pick<Account, "state" | "status">, boolean]>([
    ["its state says so", { state: "ACTIVE" }, true],
    ["its state says so, and its status too", { state: "ACTIVE", status: "ACTIVE" }, true],
    ["the provider reads a status that AWS no longer answers", { state: "ACTIVE", status: "" }, true],
    ["the provider knows no state, and its status says so", { status: "ACTIVE" }, true],
    ["its state is another, whatever its status says", { state: "PENDING_CLOSURE", status: "ACTIVE" }, false],
    ["its status is another", { status: "SUSPENDED" }, false],
    ["the provider knows no state, and AWS answers no status", { status: "" }, false],
  ])("an account is active where %s: %j is %s", (_, answered, active) => {
    const apply = workspace();
    const found = apply([
      account(administrator, { status: "ACTIVE" }),
      account("111111111111", { status: "ACTIVE" }),
      account(other, answered),
    ]);
    expect(found).toEqual({ reliedUpon: true, members: active ? ["111111111111", other] : ["111111111111"] });
  });

  test("an answer in which nobody is active is not relied upon, and not written down as the founding members", () => {
    const apply = workspace();
    expect(() => apply([account(administrator, { status: "" }), account(other, { status: "" })])).toThrow(
      /Resource postcondition failed[\s\S]*Write it anew with -replace='terraform_data\.founders_present_/,
    );
  });

  test("a record in which an earlier release found nobody stops every plan, until it is written anew", () => {
    const earlier = configuration();
    for (const { lifecycle } of Object.values(earlier.resource.terraform_data)) delete lifecycle.postcondition;
    const apply = workspace(earlier);
    expect(apply([account(administrator, { status: "" })]).members).toEqual([]);
    apply.configure(configuration());
    const answer = [account(administrator, { state: "ACTIVE" }), account(other, { state: "ACTIVE" })];
    expect(() => apply(answer)).toThrow(/Resource postcondition failed/);
    const [address = ""] = Object.keys(earlier.resource.terraform_data);
    expect(apply(answer, `-replace=terraform_data.${address}`).members).toEqual([other]);
    expect(apply(answer).members).toEqual([other]);
  });

  test("founding members stay so while they are in the organization, whoever joins, and whatever state they are in", () => {
    const apply = workspace();
    const [own, founder] = [account(administrator, { state: "ACTIVE" }), account(other, { state: "ACTIVE" })];
    expect(apply([own, founder]).members).toEqual([other]);
    const closed = account(other, { state: "CLOSED" });
    expect(apply([own, closed, account("555555555555", { state: "ACTIVE" })]).members).toEqual([other]);
    expect(apply([own]).members).toEqual([]);
  });
});
