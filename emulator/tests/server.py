"""A running emulator for the tests, and clients of it."""

import atexit
import json
import subprocess
import sys
import tempfile
import urllib.request
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

SERVE = Path(__file__).resolve().parent.parent / "serve.py"

MANAGEMENT, ARCHIVE, WORKLOAD = "111111111111", "222222222222", "333333333333"

ORGANIZATION = {
    "organizationId": "o-abcd123456",
    "rootId": "r-ab12",
    "managementAccountId": MANAGEMENT,
    "accounts": [{"id": ARCHIVE, "name": "log-archive"}, {"id": WORKLOAD, "name": "workload"}],
    "homeRegion": "eu-west-1",
    "stateBucket": {"name": "terraform-state", "region": "eu-west-1"},
}

SUCCEEDED: set[tuple[str, str]] = set()
"""Service and operation of every call of a test that was answered with success, by any server."""


class Server:
    """One server process; clients reach it as an HTTP proxy, as Terraform does."""

    def __init__(self) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".json") as description:
            json.dump(ORGANIZATION, description)
            description.flush()
            self.process = subprocess.Popen(
                [sys.executable, SERVE, "--port", "0", "--organization", description.name],
                stdout=subprocess.PIPE,
                text=True,
            )
            self.url = self.process.stdout.readline().removeprefix("ready ").strip()

    def stop(self) -> int:
        """Ask the process to end; its exit code."""
        self.process.terminate()
        self.process.stdout.close()
        return self.process.wait(60)

    @cache
    def client(self, service: str, account: str | None = None, region: str = "eu-west-1", direct: bool = False) -> Any:
        """A client with the credentials of a role in the account, or with unknown ones; direct: without the proxy."""
        configuration = Config(
            proxies=None if direct else {"http": self.url},
            parameter_validation=False,  # The server is to see what botocore would refuse to send.
            retries={"total_max_attempts": 1},
            s3={"addressing_style": "path"},
        )
        endpoint = self.url if direct else "http://aws.test"
        client = self._session(account).client(service, region, endpoint_url=endpoint, config=configuration)

        def keep(http_response: Any, model: Any, **_: Any) -> None:
            if http_response.status_code < 300:
                SUCCEEDED.add((service, model.name))

        client.meta.events.register("after-call", keep)
        return client

    @cache
    def _session(self, account: str | None) -> boto3.Session:
        if account is None:
            return boto3.Session(aws_access_key_id="x", aws_secret_access_key="y")
        role = f"arn:aws:iam::{account}:role/deploy"
        answer = self.client("sts").assume_role(RoleArn=role, RoleSessionName="test")["Credentials"]
        return boto3.Session(answer["AccessKeyId"], answer["SecretAccessKey"], answer["SessionToken"])

    def create_bucket(self, name: str, region: str = "eu-west-1") -> None:
        """Create a bucket in the archive account."""
        location = {"LocationConstraint": region}
        self.client("s3", ARCHIVE, region).create_bucket(Bucket=name, CreateBucketConfiguration=location)

    def get(self, path: str) -> list[dict[str, Any]]:
        """What the emulator says about itself."""
        with urllib.request.urlopen(f"{self.url}/emulator/{path}") as response:
            return json.load(response)


    def tell(self, **said: str) -> None:
        """Let an object arrive in a bucket, or a delivery fail; a refusal is an HTTPError."""
        request = urllib.request.Request(f"{self.url}/emulator/deliveries", json.dumps(said).encode())
        urllib.request.urlopen(request).close()


@cache
def shared() -> Server:
    """The one server of all test modules; its state carries over, so each test uses names of its own."""
    server = Server()
    atexit.register(server.stop)
    return server


def trust(principal: str) -> None:
    """Let a service act in the organization of the shared server."""
    shared().client("organizations", MANAGEMENT).enable_aws_service_access(ServicePrincipal=principal)
