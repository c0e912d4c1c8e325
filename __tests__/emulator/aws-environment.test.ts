import { devNull } from "node:os";
import { environmentOfEmulator, forgetAws, withoutAws } from "../../emulator/aws-environment";

/** What a person's machine may have, by which a client finds AWS. */
const leading = {
  AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_SESSION_TOKEN: "token",
  AWS_PROFILE: "production",
  AWS_DEFAULT_PROFILE: "production",
  AWS_CONFIG_FILE: "/home/me/.aws/config",
  AWS_SHARED_CREDENTIALS_FILE: "/home/me/.aws/credentials",
  AWS_WEB_IDENTITY_TOKEN_FILE: "/var/run/token",
  AWS_ROLE_ARN: "arn:aws:iam::111111111111:role/admin",
  AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.2/",
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v2/credentials",
  AWS_ENDPOINT_URL_STS: "https://sts.eu-west-1.amazonaws.com",
  AWS_ENDPOINT_URL: "https://sts.eu-west-1.amazonaws.com",
  AWS_EC2_METADATA_DISABLED: "false",
  AWS_REGION: "eu-west-1",
  aws_profile: "production",
};

const blind = {
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: "true",
};

describe("whatever runs beside the emulator", () => {
  test("finds no credentials, profile, role or endpoint of AWS", () => {
    expect(withoutAws({ ...leading, PATH: "/bin", HOME: "/home/me" })).toEqual({
      ...blind,
      PATH: "/bin",
      HOME: "/home/me",
    });
  });

  test("finds none in this process either, nor in what it starts", () => {
    Object.assign(process.env, leading);
    forgetAws();
    expect(Object.fromEntries(Object.entries(process.env).filter(([name]) => /^aws_/i.test(name)))).toEqual(blind);
  });

  test("is led to the emulator, whatever the host and with or without encryption, but for Terraform's registry", () => {
    Object.assign(process.env, leading);
    const environment = environmentOfEmulator("http://127.0.0.1:5000");
    for (const proxy of ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"]) {
      expect(environment[proxy]).toBe("http://127.0.0.1:5000");
    }
    for (const around of ["NO_PROXY", "no_proxy"]) {
      expect(environment[around]).toBe("registry.terraform.io,releases.hashicorp.com");
    }
    expect(environment).toMatchObject({ ...blind, AWS_ACCESS_KEY_ID: "emulator", AWS_SECRET_ACCESS_KEY: "emulator" });
    const left = { ...process.env, ...environment };
    expect(
      Object.entries(left)
        .flatMap(([name, value]) => (/^aws_/i.test(name) && value !== undefined ? [name] : []))
        .sort(),
    ).toEqual(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ENDPOINT_URL", ...Object.keys(blind)].sort());
  });
});
