"""Makes a base whose chat template has tools: tools_base.py BASE OUT. It is BASE with another template."""

import json
import shutil
import sys

TEMPLATE = (
    "{% if tools %}<|system|>Call a tool as <tool_call>JSON</tool_call>."
    "{% for tool in tools %} {{ tool | tojson }}{% endfor %}<|end|>{% endif %}"
    "{% for message in messages %}<|{{ message.role }}|>{{ message.content or '' }}"
    "{% for call in message.tool_calls or [] %}<tool_call>"
    "{{ {'name': call.function.name, 'arguments': call.function.arguments} | tojson }}</tool_call>{% endfor %}"
    "<|end|>{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"
)

base, out = sys.argv[1:]
shutil.rmtree(out, ignore_errors=True)
shutil.copytree(base, out)
with open(f"{out}/tokenizer_config.json") as file:
    config = json.load(file)
with open(f"{out}/tokenizer_config.json", "w") as file:
    json.dump({**config, "chat_template": TEMPLATE}, file)
