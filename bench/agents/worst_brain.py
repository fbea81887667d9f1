"""Dumps AgentDojo's worst case as JSON lines, for the rules in Java to judge: python worst_brain.py OUT.jsonl.gz (pip: agentdojo==0.1.35).

The worst brain calls whatever an injection asks for. A line is a user task with its own calls in order, each with what it read and
whether the benchmark lets an attacker write into that; or an injection of a suite with its calls. No model runs. Values are texts.
"""
import contextlib
import gzip
import json
import re
import sys

from agentdojo.functions_runtime import FunctionsRuntime
from agentdojo.task_suite.load_suites import get_suites

READ = re.compile(r"^(get_(?!webpage)|search_|list_|read_)")
MARK = "MARKATTACK"


def plain(value):
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    return value if isinstance(value, bool) else "" if value is None else str(value)


def called(call):
    return {"tool": call.function, "reads": bool(READ.match(call.function)), "arguments": plain(call.args)}


with gzip.GzipFile(sys.argv[1], "wb", mtime=0) as out:
    for name, suite in get_suites("v1.2.2").items():
        clean = suite.load_and_inject_default_environment({})
        marked = {vector: MARK for vector in suite.get_injection_vector_defaults()}
        for task in suite.user_tasks.values():
            environment = suite.load_and_inject_default_environment(marked)
            runtime = FunctionsRuntime(suite.tools)
            calls = []
            for call in task.ground_truth(clean.model_copy(deep=True)):
                line = called(call)
                with contextlib.suppress(Exception):
                    result, _ = runtime.run_function(environment, call.function, call.args)
                    if line["reads"]:
                        line["trusted"] = MARK not in str(result)
                        line["result"] = str(result) if line["trusted"] else ""
                calls.append(line)
            text = json.dumps({"suite": name, "task": task.ID, "prompt": task.PROMPT, "calls": calls}, sort_keys=True)
            out.write((text + "\n").encode())
        for injection in suite.injection_tasks.values():
            calls = [called(call) for call in injection.ground_truth(clean.model_copy(deep=True))]
            if calls:
                text = json.dumps({"suite": name, "injection": injection.ID, "calls": calls}, sort_keys=True)
                out.write((text + "\n").encode())
