#!/usr/bin/env python3
"""Put a log event in one account of the emulator, or read the objects of a bucket in another, by a role assumed there.

`log_event.py put|read JSON`, in the environment of the emulator (README.md); `read` answers with JSON on stdout. The AWS
CLI does the same in seven commands, each of which takes as long as all of this.
"""

import gzip
import json
import sys
import time
from contextlib import suppress
from typing import Any

import boto3
from botocore.config import Config


def client(service: str, account: str, region: str) -> Any:
    """A client of a service in the account."""
    role = f"arn:aws:iam::{account}:role/demo"
    credentials = boto3.client("sts", region).assume_role(RoleArn=role, RoleSessionName="demo")["Credentials"]
    session = boto3.Session(credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"])
    return session.client(service, region, config=Config(s3={"addressing_style": "path"}))


def put(account: str, region: str, group: str, message: str) -> None:
    """Put one event into a log group, making the group if need be."""
    logs = client("logs", account, region)
    stream = {"logGroupName": group, "logStreamName": "demo"}
    with suppress(logs.exceptions.ResourceAlreadyExistsException):
        logs.create_log_group(logGroupName=group)
    with suppress(logs.exceptions.ResourceAlreadyExistsException):
        logs.create_log_stream(**stream)
    logs.put_log_events(**stream, logEvents=[{"timestamp": int(time.time() * 1000), "message": message}])


def read(account: str, bucket: str, prefix: str) -> None:
    """Print the key and the text, decompressed, of every object of a bucket below a prefix."""
    s3 = client("s3", account, "us-east-1")
    keys = [found["Key"] for found in s3.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", [])]
    texts = [gzip.decompress(s3.get_object(Bucket=bucket, Key=key)["Body"].read()).decode() for key in keys]
    json.dump([{"key": key, "text": text} for key, text in zip(keys, texts)], sys.stdout)


if __name__ == "__main__":
    {"put": put, "read": read}[sys.argv[1]](**json.loads(sys.argv[2]))
