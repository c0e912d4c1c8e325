import { Problem } from "../../modules/checks/problem";
import { Accounts, knownAccounts } from "./accounts";
import { anyDigits, Readers } from "./readers";
import { Draft, duplicates, each, Named, rule, Rule } from "./rule";

/** What these rules look at. */
interface Sections {
  namePrefix: string;
  accounts: Accounts;
  readers: Readers;
}

type DraftReader = NonNullable<NonNullable<Draft<Sections>["readers"]>[number]>;

const readerRule = rule<Sections>;

/** IAM takes role names of this many characters. */
const roleNameLimit = 64;

const readersOf = ({ readers }: Draft<Sections>) =>
  (readers ?? []).map((reader, index) => ({ path: `readers[${index}]`, reader: reader ?? {} }));

const principalsOf = (path: string, { principals }: DraftReader): Named[] => each(`${path}.principals`, principals);

/** Account of an ARN; none of what is no ARN, which the schema reports. */
const accountOf = (arn: string | undefined) => arn?.split(":")[4];

const namedOnce = readerRule((draft) =>
  duplicates(
    readersOf(draft).map(({ path, reader }) => ({ path: `${path}.name`, value: reader.name })),
    "a name of its own",
  ),
);

const roleNamesFit = readerRule((draft) =>
  readersOf(draft).map(({ path, reader }) => {
    const excess = `${draft.namePrefix}-reader-${reader.name}`.length - roleNameLimit;
    return reader.name !== undefined && excess > 0
      ? {
          path: `${path}.name`,
          found: `${JSON.stringify(reader.name)}, which makes the name of a role ${excess} characters longer than ${roleNameLimit}`,
          write: `at most ${reader.name.length - excess} characters`,
        }
      : undefined;
  }),
);

/** IAM Identity Center lets names of permission sets end in anything: `Analyst_*` would be `Analyst_Contractor` as well. */
const permissionSetsHaveWholeNames = readerRule((draft) =>
  readersOf(draft).flatMap(({ path, reader }) =>
    principalsOf(path, reader).map((principal): Problem | undefined => {
      const [, beginning, name] = /^(.*AWSReservedSSO_(.+_))\*$/.exec(principal.value ?? "") ?? [];
      return beginning === undefined || name === undefined
        ? undefined
        : {
            path: principal.path,
            found: `${JSON.stringify(principal.value)}, which is the role of every permission set whose name begins with ${name} as well`,
            write: `${beginning}${anyDigits}, a ? for each digit that IAM Identity Center puts there`,
          };
    }),
  ),
);

/** Without an external id, whoever else is a customer of the vendor could have it read these logs. */
const strangersPresentAnExternalId = readerRule((draft) => {
  const accounts = knownAccounts(draft);
  return readersOf(draft).map(({ path, reader }): Problem | undefined => {
    const stranger = principalsOf(path, reader).find(({ value }) => {
      const account = accountOf(value);
      return account !== undefined && !accounts.has(account);
    });
    return stranger && reader.externalId === undefined
      ? {
          path: `${path}.externalId`,
          found: `nothing, with ${stranger.path} of an account that is not in this file`,
          write: "the external id that its owner gave you for this organization, or a role of an account in this file",
        }
      : undefined;
  });
});

/** What two properties of a reader, or one and another section, can get wrong together. */
export const readerRules: readonly Rule[] = [
  namedOnce,
  roleNamesFit,
  permissionSetsHaveWholeNames,
  strangersPresentAnExternalId,
];
