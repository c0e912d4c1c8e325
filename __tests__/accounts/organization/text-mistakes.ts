import { edit, Mistake } from "./mistakes";

const tags = (value: unknown) => edit("accounts.workloads.0.tags", value);
const tagged = (value: string) => ({ change: tags({ team: value }), path: "accounts.workloads[0].tags.team" });
const paths = (name: string, path: string) => ({
  change: edit("sources", { operatingSystems: { [name]: [path] } }),
  path: `sources.operatingSystems.${name}[0]`,
});

const many = Object.fromEntries(Array.from({ length: 47 }, (_, index) => [`tag-${index}`, "x"]));

/** What may not be written as text anywhere, and as a tag. */
export const textMistakes: readonly Mistake[] = [
  {
    mistake: "a value that Terraform would evaluate",
    ...paths("linuxApplicationFiles", '/var/log/${file("/etc/hostname")}'),
    found: /with \$\{ or %\{, which Terraform would evaluate/,
    write: /nothing in this file is code/,
  },
  {
    mistake: "a directive of Terraform",
    ...paths("linuxApplicationFiles", "/var/log/%{ if true }x%{ endif }"),
    found: /which Terraform would evaluate/,
    write: /nothing in this file is code/,
  },
  {
    mistake: "an escaped interpolation, which means nothing else",
    ...paths("windowsApplicationFiles", "C:\\logs\\$${x}.log"),
    found: /which Terraform would evaluate/,
    write: /nothing in this file is code/,
  },
  {
    mistake: "a placeholder of cdktf",
    ...paths("linuxApplicationFiles", "/var/log/#{TfToken[TOKEN.0]}"),
    found: /with a placeholder of cdktf/,
    write: /nothing in this file is code/,
  },
  {
    mistake: "a number that is a placeholder of cdktf",
    ...paths("linuxApplicationFiles", "/var/log/-1.8881545897087505e+289"),
    found: /with a placeholder of cdktf/,
    write: /nothing in this file is code/,
  },
  {
    mistake: "several lines in a text",
    ...paths("linuxApplicationFiles", "/var/log/a\nb"),
    found: /with a character that cannot be seen/,
    write: /one line without control characters/,
  },
  {
    mistake: "an accent apart from its letter",
    ...paths("linuxApplicationFiles", "/var/log/e\u0301"),
    found: /letters and their accents apart/,
    write: /NFC/,
  },
  {
    mistake: "a tag whose value no service takes",
    ...tagged("100 %"),
    found: /"100 %"/,
    write: /at most 256 letters, digits, spaces and any of _\.:\/=\+-@/,
  },
  {
    mistake: "a tag with a number as its value",
    change: tags({ "cost-center": 1234 }),
    path: "accounts.workloads[0].tags.cost-center",
    found: /1234/,
    write: /a value in quotes/,
  },
  {
    mistake: "a tag with a value that is too long",
    ...tagged("x".repeat(257)),
    found: /"x{50,} \.\.\. x{50,}"$/,
    write: /at most 256/,
  },
  {
    mistake: "a tag with a key that no service takes",
    change: tags({ "a&b": "x" }),
    path: 'accounts.workloads[0].tags["a&b"]',
    found: /"x"/,
    write: /a key of 1 to 128 letters, digits/,
  },
  {
    mistake: "a tag that everything carries",
    change: tags({ workspace: "payments" }),
    path: "accounts.workloads[0].tags.workspace",
    found: /"workspace", which everything carries already/,
    write: /another key/,
  },
  {
    mistake: "a tag that everything carries, in another case",
    change: edit("accounts.management.tags", { Project: "payments" }),
    path: "accounts.management.tags.Project",
    found: /"Project", which everything carries already/,
    write: /another key/,
  },
  {
    mistake: "a tag that one key carries",
    change: edit("accounts.logArchive.tags", { LogsManaged: "false" }),
    path: "accounts.logArchive.tags.LogsManaged",
    found: /"LogsManaged", which the key of the log pipeline carries/,
    write: /another key/,
  },
  {
    mistake: "a tag that withdraws everything in an account from scans",
    change: tags({ InspectorEc2Exclusion: "" }),
    path: "accounts.workloads[0].tags.InspectorEc2Exclusion",
    found: /of which GuardDuty or Inspector take notice/,
    write: /remove it/,
  },
  {
    mistake: "a tag that keeps GuardDuty's agent away",
    change: tags({ GuardDutyManaged: "false" }),
    path: "accounts.workloads[0].tags.GuardDutyManaged",
    found: /of which GuardDuty or Inspector take notice/,
    write: /remove it/,
  },
  {
    mistake: "two tags that IAM does not tell apart",
    change: edit("accounts.logArchive.tags", { team: "a", Team: "b" }),
    path: "accounts.logArchive.tags.Team",
    found: /"Team", as team but for its case/,
    write: /one key/,
  },
  {
    mistake: "a tag of AWS's own",
    change: edit("accounts.securityTooling.tags", { "AWS:team": "a" }),
    path: 'accounts.securityTooling.tags["AWS:team"]',
    found: /"AWS:team", of AWS's own/,
    write: /another key/,
  },
  {
    mistake: "a value of AWS's own",
    ...tagged("aws:payments"),
    found: /"aws:payments", of AWS's own/,
    write: /a value without aws:/,
  },
  {
    mistake: "more tags than a resource takes",
    change: tags(many),
    path: "accounts.workloads[0].tags",
    found: /47 tags/,
    write: /at most 46/,
  },
  {
    mistake: "a path of no file on Windows",
    ...paths("windowsApplicationFiles", "logs\\*.log"),
    found: /"logs\\\\\*\.log"/,
    write: /begins with a drive or a share/,
  },
  {
    mistake: "a key of a tag that State Manager does not take",
    change: edit("sources", { operatingSystems: { instances: { tag: "a+b", values: ["x"] } } }),
    path: "sources.operatingSystems.instances.tag",
    found: /"a\+b"/,
    write: /the key of a tag, e\.g\. team/,
  },
  {
    mistake: "a project that HCP Terraform cannot have",
    change: edit("backend", { type: "cloud", organization: "acme", project: "a/b" }),
    path: "backend.project",
    found: /"a\/b"/,
    write: /the HCP Terraform project/,
  },
];
