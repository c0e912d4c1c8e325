import type { Organization } from "../../accounts/organization/organization";
import type { Names } from "../../accounts/workspace/names";
import type { ClientClass } from "./clients";
import type { Cell, LinkFacts } from "./report";

/** Where a link is asked. */
export interface Place {
  readonly accountId: string;
  /** Region, or `global`. */
  readonly region: string;
  /** What there is several of in one place, e.g. a bucket. @default - one */
  readonly item?: string;
}

/** The organization as its file has it, with the names that follow from it. */
export interface Expected {
  readonly organization: Organization;
  readonly names: Names;
}

/** What a link is asked with. */
export interface Asked extends Expected, Place {
  readonly now: Date;
  /** A client in the place's Region, in the home Region where it is global, or in another. */
  readonly client: <Client extends object>(Class: ClientClass<Client>, region?: string) => Client;
}

/** What was found; the engine adds where. */
export type Answer = Omit<Cell, "link" | "source" | "accountId" | "region" | "expectedSilent"> &
  Partial<Pick<Cell, "source" | "accountId" | "region">> & {
    /** Broken for one reason alone, that nothing came: the file may say that it need not. */
    readonly silence?: boolean;
  };

/** One link of the chain from what happens in an account to the archive and to people. */
export interface Link extends LinkFacts {
  /** What suffers when it breaks: a log type, or a part of the pipeline. */
  readonly source: string;
  /** Calls it makes, all of them reads. */
  readonly calls: readonly string[];
  readonly places: (expected: Expected) => readonly Place[];
  /** At least one answer for each place. @throws whatever AWS refuses, which nobody can tell more of */
  readonly ask: (asked: Asked) => Promise<readonly Answer[]>;
}
