import { devNull } from "node:os";

type Environment = Readonly<Record<string, string | undefined>>;

/** Credentials, profiles, roles and endpoints: all that AWS's clients read begins like this. */
const ofAws = /^AWS_/i;

/**
 * The same environment without anything by which a client finds AWS: neither credentials, profiles, tokens nor endpoints
 * of single services, in variables, in files, or from the machine it runs on.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
 */
export const withoutAws = (environment: Environment): Environment => ({
  ...Object.fromEntries(Object.entries(environment).filter(([name]) => !ofAws.test(name))),
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: "true",
});

/** Makes this process, and what it starts, find no AWS. */
export function forgetAws(): void {
  const left = withoutAws(process.env);
  for (const name of Object.keys(process.env)) if (!(name in left)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, left);
}

/** From where Terraform fetches its provider, where no mirror has it. */
const registry = "registry.terraform.io,releases.hashicorp.com";

/**
 * What leads the clients of AWS to the emulator at `url`: credentials that nobody checks, and a proxy in front of every
 * host; of the rest that this process has of AWS, nothing. It answers for AWS what is asked without encryption, as its endpoint is, and refuses to pass on anything else.
 */
export const environmentOfEmulator = (url: string): Environment => ({
  ...Object.fromEntries(Object.keys(process.env).flatMap((name) => (ofAws.test(name) ? [[name, undefined]] : []))),
  AWS_ENDPOINT_URL: "http://aws.test",
  AWS_ACCESS_KEY_ID: "emulator",
  AWS_SECRET_ACCESS_KEY: "emulator",
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: "true",
  HTTP_PROXY: url,
  HTTPS_PROXY: url,
  http_proxy: url,
  https_proxy: url,
  NO_PROXY: registry,
  no_proxy: registry,
});
