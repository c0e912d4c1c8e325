"""What service control policies and resource control policies may say."""

import json
import unittest

from emulator.operations.policy_content import problem
from emulator.tests.test_organization_policies import RCP, SCP, content


class Content(unittest.TestCase):
    def accept(self, kind: str, text: str) -> None:
        self.assertIsNone(problem(kind, text))

    def refuse(self, kind: str, text: str) -> str:
        found = problem(kind, text)
        self.assertIsNotNone(found)
        return str(found)

    def test_a_service_control_policy_is_written_in_the_language_of_iam(self) -> None:
        protected = {"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/deploy", "arn:*:iam::*:role/a*z"]}}
        for text in (
            content(Condition=protected, Sid="DenyAllButTheDeployment"),
            content(Action=None, NotAction=["iam:*", "sts:Get*Token"], Condition=protected),
            content(Resource=None, NotResource="arn:aws:s3:::*-logs"),
            content(Effect="Allow", Action="*"),
            json.dumps({"Version": "2012-10-17", "Statement": json.loads(content())["Statement"][0]}),
        ):
            self.accept(SCP, text)

    def test_a_service_control_policy_says_nothing_else(self) -> None:
        version, statement = {"Version": "2012-10-17"}, json.loads(content())["Statement"]
        for text in (
            "{",
            "[]",
            content() + "}",
            json.dumps({"Statement": statement}),
            json.dumps({"Version": "2008-10-17", "Statement": statement}),
            json.dumps({**version, "Statement": statement, "Comment": "why"}),
            json.dumps({**version, "Statement": []}),
            json.dumps({**version, "Statement": ["deny"]}),
            content().replace('"Effect"', '"Action": "s3:*", "Effect"'),
            content(Principal="*"),
            content(NotPrincipal={"AWS": "*"}),
            content(Effect="Forbid"),
            content(Effect=None),
            content(Action=None),
            content(NotAction="iam:*"),
            content(Action="DeleteBucket"),
            content(Action="*:DeleteBucket"),
            content(Action="S3:DeleteBucket"),
            content(Resource=None),
            content(Resource="bucket"),
            content(Effect="Allow", Resource="arn:aws:s3:::bucket"),
            content(Condition={"ArnUnlike": {"aws:PrincipalArn": "*"}}),
            content(Conditions={}),
        ):
            with self.subTest(text):
                self.refuse(SCP, text)

    def test_a_resource_control_policy_denies_everybody_actions_of_services_that_support_it(self) -> None:
        outside = {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-abcd123456"}}
        self.accept(RCP, content(RCP, Action=["s3:*", "sts:AssumeRole", "kms:?ecrypt"], Condition=outside))
        self.accept(RCP, content(RCP, Resource=None, NotResource="arn:aws:s3:::public"))
        for changes, said in (
            ({"Effect": "Allow"}, "nothing but deny"),
            ({"Principal": None}, "The principal"),
            ({"Principal": {"AWS": "*"}}, "The principal"),
            ({"Principal": None, "NotPrincipal": "*"}, "no NotPrincipal"),
            ({"Action": None, "NotAction": "s3:*"}, "no NotAction"),
            ({"Action": None}, "must contain actions"),
            ({"Action": "*"}, "no action of a service that supports"),
            ({"Action": ["s3:*", "s*:*"]}, "no action of a service that supports"),
            ({"Action": "guardduty:*"}, "no action of a service that supports"),
            ({"Resource": None}, "must contain resources"),
        ):
            with self.subTest(changes):
                self.assertIn(said, self.refuse(RCP, content(RCP, **changes)))


if __name__ == "__main__":
    unittest.main()
