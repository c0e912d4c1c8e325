import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { accountEnvironment, aws } from "./aws-cli";
import { Emulator } from "./emulator";

/** An object of the archive. */
export interface ArchivedObject {
  readonly key: string;
  /** Decompressed. */
  readonly text: string;
}

/** Where a log event is put. */
export interface LogEvent {
  readonly accountId: string;
  readonly region: string;
  readonly logGroup: string;
  readonly message: string;
}

/** Puts one event into a log group, making the group if need be. */
export async function putLogEvent(
  emulator: Emulator,
  { accountId, region, logGroup, message }: LogEvent,
): Promise<void> {
  const environment = await accountEnvironment(emulator, accountId);
  const logs = (operation: string, ...parameters: string[]) =>
    aws(environment, ["logs", operation, "--region", region, "--log-group-name", logGroup, ...parameters]);
  await logs("create-log-group").catch(() => undefined);
  await logs("create-log-stream", "--log-stream-name", "demo").catch(() => undefined);
  const events = JSON.stringify([{ timestamp: Date.now(), message }]);
  await logs("put-log-events", "--log-stream-name", "demo", "--log-events", events);
}

/** Every object of a bucket below a prefix. */
export async function archivedObjects(
  emulator: Emulator,
  accountId: string,
  bucket: string,
  prefix: string,
): Promise<ArchivedObject[]> {
  const environment = {
    ...(await accountEnvironment(emulator, accountId)),
    AWS_ENDPOINT_URL: emulator.url,
    HTTP_PROXY: undefined,
  };
  const listing = await aws<{ Contents?: { Key: string }[] } | undefined>(environment, [
    ...["s3api", "list-objects-v2", "--region", "us-east-1", "--bucket", bucket, "--prefix", prefix],
  ]);
  const folder = mkdtempSync(join(tmpdir(), "archived-"));
  try {
    const objects: ArchivedObject[] = [];
    for (const { Key: key } of listing?.Contents ?? []) {
      const file = join(folder, "object");
      await aws(environment, ["s3api", "get-object", "--region", "us-east-1", "--bucket", bucket, "--key", key, file]);
      objects.push({ key, text: gunzipSync(readFileSync(file)).toString() });
    }
    return objects;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
