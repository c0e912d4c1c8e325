import { NodeHttpHandler } from "@smithy/node-http-handler";
import { CallCounter } from "./call-counter";
import { Pace } from "./pace";
import { readName } from "./reads";

/** Credentials of one account, as the SDK takes them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Where a call goes. */
export interface Target {
  readonly accountId: string;
  readonly region: string;
}

/** Answers calls in AWS's stead: the input as the SDK's command has it, the output as its `send` resolves to. */
export type Answerer = (call: string, input: unknown, target: Target) => Promise<object>;

/** What every client of a run shares. */
export interface Access {
  readonly pace: Pace;
  readonly counter: CallCounter;
  /** @default - AWS */
  readonly answerer?: Answerer;
  /** Endpoint of every service. @default - that of each service in its Region */
  readonly endpoint?: string;
}

interface Configuration {
  readonly region: string;
  readonly endpoint?: string;
  readonly forcePathStyle?: boolean;
  readonly credentials: () => Promise<Credentials>;
  readonly maxAttempts: number;
  readonly requestHandler: NodeHttpHandler;
}

interface Arguments {
  readonly input: unknown;
}
type Next = (args: Arguments) => Promise<unknown>;
interface Context {
  readonly clientName?: string;
  readonly commandName?: string;
}

/** The part of a client's middleware that is the same in every release of the SDK. */
interface Stack {
  add(
    middleware: (next: Next, context: Context) => Next,
    options: { readonly step: "initialize"; readonly name: string; readonly priority: "high" },
  ): void;
}

/** A client of the SDK, by its class. */
export type ClientClass<Client> = new (configuration: Configuration) => Client;

/** Attempts of one call; the SDK waits longer before each. */
const attempts = 6;

/** One for all clients: each would open connections of its own. */
const requestHandler = new NodeHttpHandler({ connectionTimeout: 5_000, requestTimeout: 30_000, socketTimeout: 30_000 });

/**
 * Clients of one account. Each sends no call that is not in the list of reads, waits for its turn, and is counted. They are
 * kept as long as their account is asked, and no longer: five hundred accounts have many.
 */
export class AccountClients {
  private readonly made = new Map<string, unknown>();

  constructor(
    private readonly accountId: string,
    private readonly access: Access,
    private readonly credentials: () => Promise<Credentials>,
  ) {}

  /** The client of a service in a Region. */
  of<Client extends object>(Class: ClientClass<Client>, region: string): Client {
    const key = `${Class.name} ${region}`;
    const known = this.made.get(key);
    if (known instanceof Class) return known;
    const { endpoint } = this.access;
    const client = new Class({
      region,
      credentials: this.credentials,
      maxAttempts: attempts,
      requestHandler,
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    });
    guard((client as { readonly middlewareStack: unknown }).middlewareStack as Stack, this.access, {
      accountId: this.accountId,
      region,
    });
    this.made.set(key, client);
    return client;
  }
}

/** Lets reads through alone, each in its turn and counted. Retries of one call are the SDK's, and count as one. */
export function guard(stack: Stack, { pace, counter, answerer }: Access, target: Target): void {
  stack.add(
    (next, { clientName = "", commandName = "" }) =>
      async (args) => {
        const call = readName(clientName, commandName);
        await pace.turn();
        counter.count(call, args.input);
        return answerer ? { output: await answerer(call, args.input, target), response: {} } : next(args);
      },
    { step: "initialize", name: "onlyReads", priority: "high" },
  );
}
