"""Compares chat templates with transformers: the templates below are ours, of the shape of those that go round.

Compares what is committed (engine/src/test/resources/vectors/chat-templates.json, which ChatTemplateTest renders) with what
transformers renders, and exits 1 where they differ. templates.py --write writes the file again.
"""

import json
import os
import sys

from transformers.utils.chat_template_utils import render_jinja_template

COMMITTED = os.path.join(
    os.path.dirname(__file__), "..", "..", "engine", "src", "test", "resources", "vectors", "chat-templates.json")

TOOL = {"type": "function", "function": {
    "name": "weather", "description": "The weather of a town & its <surroundings>.",
    "parameters": {"type": "object", "properties": {
        "town": {"type": "string", "description": "Where?"}, "days": {"type": "integer"},
        "unit": {"type": "string", "enum": ["C", "F"]}}, "required": ["town"]}}}
OTHER_TOOL = {"type": "function", "function": {"name": "now", "parameters": {"type": "object", "properties": {}}}}


def call(name, **arguments):
    return {"id": "call00001", "type": "function", "function": {"name": name, "arguments": arguments}}


USER = {"role": "user", "content": "Hello <b>&\"it's\"</b> {{7*7}} ok?"}
CHATS = {
    "one": ([USER], []),
    "four": ([{"role": "system", "content": " Be kind "}, {"role": "user", "content": "Hi there"},
              {"role": "assistant", "content": "Yo"}, {"role": "user", "content": "Hm?\n "}], []),
    "system last": ([USER, {"role": "assistant", "content": "Yes."}, {"role": "system", "content": "Stop."}], []),
    "tools": ([{"role": "system", "content": "You may call."}, {"role": "user", "content": "Rain in Łódź 🌧?"}],
              [TOOL, OTHER_TOOL]),
    "call": ([{"role": "user", "content": "Rain in Łódź?"},
              {"role": "assistant", "content": "", "tool_calls": [call("weather", town="Łódź", days=2, dry=False)]},
              {"role": "tool", "content": "{\"rain\": 0.5}", "tool_call_id": "call00001", "name": "weather"},
              {"role": "assistant", "content": "Half a chance."}, {"role": "user", "content": "Thanks"}], [TOOL]),
    "call without tools": ([{"role": "user", "content": "x"},
                            {"role": "assistant", "content": "I look", "tool_calls": [call("now")]},
                            {"role": "tool", "content": "12:00", "tool_call_id": "call00001", "name": "now"},
                            {"role": "tool", "content": "13:00", "tool_call_id": "call00001", "name": "now"}], []),
    "thought": ([{"role": "user", "content": "2+2?"},
                 {"role": "assistant", "content": "<think>\nTwo pairs.\n</think>\n\n4"},
                 {"role": "user", "content": "3+3?"},
                 {"role": "assistant", "content": "<think>\nThree pairs.\n</think>\n\n6"}], []),
}

TEMPLATES = {}

# Headers, a date, tools as indented JSON in the first question, calls as one JSON object.
TEMPLATES["like Llama 3.2"] = """{{- bos_token }}
{%- if custom_tools is defined %}
    {%- set tools = custom_tools %}
{%- endif %}
{%- if not tools_in_user_message is defined %}
    {%- set tools_in_user_message = true %}
{%- endif %}
{%- if not day is defined %}
    {%- if strftime_now is defined and use_clock is defined %}
        {%- set day = strftime_now("%d %b %Y") %}
    {%- else %}
        {%- set day = "01 Jan 2025" %}
    {%- endif %}
{%- endif %}
{%- if not tools is defined %}
    {%- set tools = none %}
{%- endif %}

{#- The system's words go first. #}
{%- if messages[0]['role'] == 'system' %}
    {%- set says = messages[0]['content']|trim %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set says = "" %}
{%- endif %}
{{- "<|start|>system<|header|>\\n\\n" }}
{%- if tools is not none %}
    {{- "Tools may be called.\\n" }}
{%- endif %}
{{- "Knowledge ends: 2024\\n" }}
{{- "Today: " + day + "\\n\\n" }}
{%- if tools is not none and not tools_in_user_message %}
    {%- for t in tools %}
        {{- t | tojson(indent=4) }}
        {{- "\\n\\n" }}
    {%- endfor %}
{%- endif %}
{{- says }}
{{- "<|eot|>" }}
{%- if tools_in_user_message and not tools is none %}
    {%- if messages | length != 0 %}
        {%- set first = messages[0]['content']|trim %}
        {%- set messages = messages[1:] %}
    {%- else %}
        {{- raise_exception("There is no question to put the tools in") }}
    {%- endif %}
    {{- '<|start|>user<|header|>\\n\\n' -}}
    {{- "Answer with a call, as {\\"name\\": ..., \\"parameters\\": ...}.\\n\\n" }}
    {%- for t in tools %}
        {{- t | tojson(indent=4) }}
        {{- "\\n\\n" }}
    {%- endfor %}
    {{- first + "<|eot|>"}}
{%- endif %}
{%- for message in messages %}
    {%- if not (message.role == 'ipython' or message.role == 'tool' or 'tool_calls' in message) %}
        {{- '<|start|>' + message['role'] + '<|header|>\\n\\n'+ message['content'] | trim + '<|eot|>' }}
    {%- elif 'tool_calls' in message %}
        {%- if not message.tool_calls|length == 1 %}
            {{- raise_exception("One call at a time") }}
        {%- endif %}
        {%- set tool_call = message.tool_calls[0].function %}
        {{- '<|start|>assistant<|header|>\\n\\n' -}}
        {{- '{"name": "' + tool_call.name + '", ' }}
        {{- '"parameters": ' }}
        {{- tool_call.arguments | tojson }}
        {{- "}" }}
        {{- "<|eot|>" }}
    {%- elif message.role == "tool" or message.role == "ipython" %}
        {{- "<|start|>ipython<|header|>\\n\\n" }}
        {%- if message.content is mapping or (message.content is iterable and message.content is not string) %}
            {{- message.content | tojson }}
        {%- else %}
            {{- message.content }}
        {%- endif %}
        {{- "<|eot|>" }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start|>assistant<|header|>\\n\\n' }}
{%- endif %}
"""

# The older form: everything in one expression, the begin token put before the first.
TEMPLATES["like Llama 3"] = (
    "{% set all = messages %}{% for message in all %}{% set said = '<|start|>' + message['role'] + "
    "'<|header|>\n\n'+ message['content'] | trim + '<|eot|>' %}{% if loop.index0 == 0 %}{% set said = bos_token + "
    "said %}{% endif %}{{ said }}{% endfor %}{% if add_generation_prompt %}{{ '<|start|>assistant<|header|>\n\n' }}"
    "{% endif %}")

# ChatML with tools in tags, and answers of tools in one turn of the user.
TEMPLATES["like Qwen 2.5"] = """{%- if tools %}
    {{- '<|im_start|>system\\n' }}
    {%- if messages[0]['role'] == 'system' %}
        {{- messages[0]['content'] }}
    {%- else %}
        {{- 'You help.' }}
    {%- endif %}
    {{- "\\n\\n# Tools\\n\\nSignatures stand within <tools></tools>:\\n<tools>" }}
    {%- for tool in tools %}
        {{- "\\n" }}
        {{- tool | tojson }}
    {%- endfor %}
    {{- "\\n</tools>\\n\\nA call is a JSON object within <tool_call></tool_call>.<|im_end|>\\n" }}
{%- else %}
    {%- if messages[0]['role'] == 'system' %}
        {{- '<|im_start|>system\\n' + messages[0]['content'] + '<|im_end|>\\n' }}
    {%- else %}
        {{- '<|im_start|>system\\nYou help.<|im_end|>\\n' }}
    {%- endif %}
{%- endif %}
{%- for message in messages %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) or (message.role == "assistant" and not message.tool_calls) %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {{- '<|im_start|>' + message.role }}
        {%- if message.content %}
            {{- '\\n' + message.content }}
        {%- endif %}
        {%- for tool_call in message.tool_calls %}
            {%- if tool_call.function is defined %}
                {%- set tool_call = tool_call.function %}
            {%- endif %}
            {{- '\\n<tool_call>\\n{"name": "' }}
            {{- tool_call.name }}
            {{- '", "arguments": ' }}
            {{- tool_call.arguments | tojson }}
            {{- '}\\n</tool_call>' }}
        {%- endfor %}
        {{- '<|im_end|>\\n' }}
    {%- elif message.role == "tool" %}
        {%- if (loop.index0 == 0) or (messages[loop.index0 - 1].role != "tool") %}
            {{- '<|im_start|>user' }}
        {%- endif %}
        {{- '\\n<tool_response>\\n' }}
        {{- message.content }}
        {{- '\\n</tool_response>' }}
        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}
            {{- '<|im_end|>\\n' }}
        {%- endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
{%- endif %}
"""

# Thoughts of earlier turns are left out; the last question is searched from the end.
TEMPLATES["like Qwen 3"] = """{%- if messages[0].role == 'system' %}
    {{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}
{%- endif %}
{%- set ns = namespace(seeking=true, last=messages|length - 1) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if ns.seeking and message.role == "user" and message.content is string and not(message.content.startswith('<tool_response>') and message.content.endswith('</tool_response>')) %}
        {%- set ns.seeking = false %}
        {%- set ns.last = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if message.content is string %}
        {%- set content = message.content %}
    {%- else %}
        {%- set content = '' %}
    {%- endif %}
    {%- if (message.role == "user") or (message.role == "system" and not loop.first) %}
        {{- '<|im_start|>' + message.role + '\\n' + content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {%- set thought = '' %}
        {%- if message.reasoning_content is string %}
            {%- set thought = message.reasoning_content %}
        {%- else %}
            {%- if '</think>' in content %}
                {%- set thought = content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}
                {%- set content = content.split('</think>')[-1].lstrip('\\n') %}
            {%- endif %}
        {%- endif %}
        {%- if loop.index0 > ns.last %}
            {%- if loop.last or (not loop.last and thought) %}
                {{- '<|im_start|>' + message.role + '\\n<think>\\n' + thought.strip('\\n') + '\\n</think>\\n\\n' + content.lstrip('\\n') }}
            {%- else %}
                {{- '<|im_start|>' + message.role + '\\n' + content }}
            {%- endif %}
        {%- else %}
            {{- '<|im_start|>' + message.role + '\\n' + content }}
        {%- endif %}
        {%- if message.tool_calls %}
            {%- for tool_call in message.tool_calls %}
                {%- if (loop.first and content) or (not loop.first) %}
                    {{- '\\n' }}
                {%- endif %}
                {%- if tool_call.function %}
                    {%- set tool_call = tool_call.function %}
                {%- endif %}
                {{- '<tool_call>\\n{"name": "' + tool_call.name + '", "arguments": ' }}
                {%- if tool_call.arguments is string %}
                    {{- tool_call.arguments }}
                {%- else %}
                    {{- tool_call.arguments | tojson }}
                {%- endif %}
                {{- '}\\n</tool_call>' }}
            {%- endfor %}
        {%- endif %}
        {{- '<|im_end|>\\n' }}
    {%- elif message.role == "tool" %}
        {%- if loop.first or (messages[loop.index0 - 1].role != "tool") %}
            {{- '<|im_start|>user' }}
        {%- endif %}
        {{- '\\n<tool_response>\\n' ~ content ~ '\\n</tool_response>' }}
        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}
            {{- '<|im_end|>\\n' }}
        {%- endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\\n\\n</think>\\n\\n' }}
    {%- endif %}
{%- endif %}"""

# The system's words before the first question; roles must alternate; the assistant is called model.
TEMPLATES["like Gemma 3"] = """{{ bos_token }}
{%- if messages[0]['role'] == 'system' -%}
    {%- if messages[0]['content'] is string -%}
        {%- set prefix = messages[0]['content'] + '

' -%}
    {%- else -%}
        {%- set prefix = messages[0]['content'][0]['text'] + '

' -%}
    {%- endif -%}
    {%- set rest = messages[1:] -%}
{%- else -%}
    {%- set prefix = "" -%}
    {%- set rest = messages -%}
{%- endif -%}
{%- for message in rest -%}
    {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) -%}
        {{ raise_exception("Roles must alternate: user, assistant, user") }}
    {%- endif -%}
    {%- if (message['role'] == 'assistant') -%}
        {%- set role = "model" -%}
    {%- else -%}
        {%- set role = message['role'] -%}
    {%- endif -%}
    {{ '<turn>' + role + '
' + (prefix if loop.first else "") }}
    {%- if message['content'] is string -%}
        {{ message['content'] | trim }}
    {%- elif message['content'] is iterable -%}
        {%- for item in message['content'] -%}
            {%- if item['type'] == 'image' -%}
                {{ '<image>' }}
            {%- elif item['type'] == 'text' -%}
                {{ item['text'] | trim }}
            {%- endif -%}
        {%- endfor -%}
    {%- else -%}
        {{ raise_exception("Neither a text nor parts") }}
    {%- endif -%}
    {{ '<end_turn>
' }}
{%- endfor -%}
{%- if add_generation_prompt -%}
    {{'<turn>model
'}}
{%- endif -%}
"""

TEMPLATES["like SmolLM 2"] = (
    "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}"
    "{{ '<|im_start|>system\nYou help.<|im_end|>\n' }}{% endif %}"
    "{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}")

# Switches inside the system's words, macros of text, what the assistant says marked for training.
TEMPLATES["like SmolLM 3"] = """{# defaults #}
{%- if enable_thinking is not defined -%}
{%- set enable_thinking = true -%}
{%- endif -%}
{# how to think #}
{%- if enable_thinking -%}
  {%- set reasoning_mode = "/think" -%}
{%- else -%}
  {%- set reasoning_mode = "/no_think" -%}
{%- endif -%}
{{- "<|im_start|>system\\n" -}}
{%- if messages[0].role == "system" -%}
  {%- set system_message = messages[0].content -%}
  {%- if "/no_think" in system_message -%}
    {%- set reasoning_mode = "/no_think" -%}
  {%- elif "/think" in system_message -%}
    {%- set reasoning_mode = "/think" -%}
  {%- endif -%}
  {%- set instructions = system_message.replace("/no_think", "").replace("/think", "").rstrip() -%}
{%- endif -%}
{{- "## Facts\\n\\n" -}}
{{- "Mode: " + reasoning_mode + "\\n\\n" -}}
{%- if instructions -%}
  {{- instructions + "\\n\\n" -}}
{%- endif -%}
{%- set ns = namespace(tools="") -%}
{%- if tools -%}
  {%- set ns.tools = "### Tools\\n\\n<tools>\\n" -%}
  {%- for tool in tools -%}
    {%- set ns.tools = ns.tools ~ (tool | string) ~ "\\n" -%}
  {%- endfor -%}
  {{- ns.tools ~ "</tools>\\n\\n" -}}
{%- endif -%}
{{- "<|im_end|>\\n" -}}
{# the conversation #}
{%- for message in messages -%}
    {%- set content = message.content if message.content is string else "" -%}
    {%- if message.role == "user" -%}
        {{ "<|im_start|>" + message.role + "\\n" + content + "<|im_end|>\\n" }}
    {%- elif message.role == "assistant" -%}
        {% generation %}
        {%- if reasoning_mode == "/think" -%}
            {{ "<|im_start|>assistant\\n" + content.lstrip("\\n") + "<|im_end|>\\n" }}
        {%- else -%}
            {{ "<|im_start|>assistant\\n" + "<think>\\n\\n</think>\\n" + content.lstrip("\\n") + "<|im_end|>\\n" }}
        {%- endif -%}
        {% endgeneration %}
    {%- elif message.role == "tool" -%}
    {{ "<|im_start|>" + "user\\n" + content + "<|im_end|>\\n" }}
    {%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}
    {%- if reasoning_mode == "/think" -%}
        {{ "<|im_start|>assistant\\n" }}
    {%- else -%}
        {{ "<|im_start|>assistant\\n" + "<think>\\n\\n</think>\\n" }}
    {%- endif -%}
{%- endif -%}
"""

# Spaces that count, tools before the last question, ids of nine characters, results as JSON.
TEMPLATES["like Mistral"] = """{%- if messages[0]["role"] == "system" %}
    {%- set system_message = messages[0]["content"] %}
    {%- set loop_messages = messages[1:] %}
{%- else %}
    {%- set loop_messages = messages %}
{%- endif %}
{%- if not tools is defined %}
    {%- set tools = none %}
{%- endif %}
{%- set user_messages = loop_messages | selectattr("role", "equalto", "user") | list %}

{#- Roles alternate, but for tools. #}
{%- set ns = namespace() %}
{%- set ns.index = 0 %}
{%- for message in loop_messages %}
    {%- if not (message.role == "tool" or message.role == "tool_results" or (message.tool_calls is defined and message.tool_calls is not none)) %}
        {%- if (message["role"] == "user") != (ns.index % 2 == 0) %}
            {{- raise_exception("After the system's words, roles must alternate") }}
        {%- endif %}
        {%- set ns.index = ns.index + 1 %}
    {%- endif %}
{%- endfor %}

{{- bos_token }}
{%- for message in loop_messages %}
    {%- if message["role"] == "user" %}
        {%- if tools is not none and (message == user_messages[-1]) %}
            {{- "[TOOLS] [" }}
            {%- for tool in tools %}
                {%- set tool = tool.function %}
                {{- '{"type": "function", "function": {' }}
                {%- for key, val in tool.items() if key != "return" %}
                    {%- if val is string %}
                        {{- '"' + key + '": "' + val + '"' }}
                    {%- else %}
                        {{- '"' + key + '": ' + val|tojson }}
                    {%- endif %}
                    {%- if not loop.last %}
                        {{- ", " }}
                    {%- endif %}
                {%- endfor %}
                {{- "}}" }}
                {%- if not loop.last %}
                    {{- ", " }}
                {%- else %}
                    {{- "]" }}
                {%- endif %}
            {%- endfor %}
            {{- "[/TOOLS]" }}
            {%- endif %}
        {%- if loop.last and system_message is defined %}
            {{- "[INST] " + system_message + "\\n\\n" + message["content"] + "[/INST]" }}
        {%- else %}
            {{- "[INST] " + message["content"] + "[/INST]" }}
        {%- endif %}
    {%- elif message.tool_calls is defined and message.tool_calls is not none %}
        {{- "[CALLS] [" }}
        {%- for tool_call in message.tool_calls %}
            {%- set out = tool_call.function|tojson %}
            {{- out[:-1] }}
            {%- if not tool_call.id is defined or tool_call.id|length != 9 %}
                {{- raise_exception("Ids of calls have nine characters") }}
            {%- endif %}
            {{- ', "id": "' + tool_call.id + '"}' }}
            {%- if not loop.last %}
                {{- ", " }}
            {%- else %}
                {{- "]" + eos_token }}
            {%- endif %}
        {%- endfor %}
    {%- elif message["role"] == "assistant" %}
        {{- " " + message["content"]|trim + eos_token}}
    {%- elif message["role"] == "tool_results" or message["role"] == "tool" %}
        {%- if message.content is defined and message.content.content is defined %}
            {%- set content = message.content.content %}
        {%- else %}
            {%- set content = message.content %}
        {%- endif %}
        {{- '[RESULTS] {"content": ' + content|string + ", " }}
        {{- '"call_id": "' + message.tool_call_id + '"}[/RESULTS]' }}
    {%- else %}
        {{- raise_exception("Only user, assistant and tool speak") }}
    {%- endif %}
{%- endfor %}
"""

TEMPLATES["like Phi 3"] = (
    "{% for message in messages %}{% if message['role'] == 'system' %}{{'<|system|>\n' + message['content'] + "
    "'<|end|>\n'}}{% elif message['role'] == 'user' %}{{'<|user|>\n' + message['content'] + '<|end|>\n'}}"
    "{% elif message['role'] == 'assistant' %}{{'<|assistant|>\n' + message['content'] + '<|end|>\n'}}{% endif %}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% else %}{{ eos_token }}{% endif %}")

# One feature each.
FEATURES = {
    "slices": "{{ messages[1:]|length }}{{ messages[-1:][0].role }}{{ 'abcdef'[1:-1] }}{{ 'abcdef'[::-2] }}{{ [1,2,3][-9:2] }}{{ 'a🌧b'[1] }}{{ 'a🌧b'|length }}",
    "methods": "{% for m in messages %}{% if m.content.startswith(('H', 'Y')) and m.content is string %}S{% endif %}{{ m.content.split(' ')[-1] }}|{{ m.content.split() }}{{ m.content.lstrip('H').rstrip('?') }}{{ m.content.title() }}{{ m.content.replace('e', 'E', 1) }}{{ m.content.find('e') }}{{ m.content.split('e', 1)|length }}{{ m.content.upper().lower().capitalize() }}{% endfor %}",
    "namespace": "{%- set ns = namespace(found=false, n=0) -%}{%- for message in messages -%}{%- set ns.n = ns.n + 1 -%}{%- if message['role'] == 'user' -%}{%- set ns.found = true -%}{%- endif -%}{%- endfor -%}{{ ns.n }}{{ ns.found }}",
    "scopes": "{% set x = 1 %}{% for m in messages %}{{ x }}{% set x = 2 %}{{ x }}{% endfor %}{{ x }}{% if true %}{% set x = 3 %}{% endif %}{{ x }}{% with y = x, z = 4 %}{{ y + z }}{% endwith %}{{ y is defined }}{{ loop is defined }}",
    "tojson": "{{ messages | tojson }}{{ {'b': 1.0, 'a': [true, none, 'é\\n\"'], 'c': {}, 'd': []} | tojson(indent=2) }}{{ {'b': 1, 'a': 2} | tojson(sort_keys=true) }}{{ [1, 'é'] | tojson(ensure_ascii=true, separators=(',', ':')) }}",
    "repr": "{{ messages }}{{ (1, 'a', 2.50, none, true, [], {'k': \"it's\"}) }}{{ (1,) }}{{ 1e20 }}{{ 1e-7 }}{{ 0.1 + 0.2 }}{{ 7 / 2 }}{{ 7 // 2 }}{{ -7 // 2 }}{{ -7 % 3 }}{{ 2 ** 10 }}{{ 2 ** -1 }}",
    "macros": "{%- macro r(x, y='d') -%}<{{ x }}{{ y }}>{%- endmacro -%}{%- for m in messages -%}{{ r(m.content) }}{{ r(m.role, y=loop.index) }}{%- endfor -%}{%- macro tree(n) -%}{{ n }}{% if n > 0 %}{{ tree(n - 1) }}{% endif %}{%- endmacro -%}{{ tree(3) }}{% macro box() %}[{{ caller('in') }}]{% endmacro %}{% call(w) box() %}{{ w }}!{% endcall %}",
    "generation": "{% for m in messages %}{% generation %}{{ m.content }}{% endgeneration %}{% endfor %}",
    "tools none": "{%- if tools is defined and tools is not none %}T{% endif %}{%- if not tools is defined %}{%- set tools = none %}{%- endif %}{%- if tools is not none %}X{% else %}N{% endif %}{{ documents is none }}{{ nothing }}{{ nothing is defined }}",
    "filters": "{{ messages | map(attribute='content') | join('|') }}{{ messages | selectattr('role','equalto','user') | list | length }}{{ (messages|first).content|upper }}{{ messages|last|length }}{{ [1,2,3]|sum }}{{ {'a':1}.items()|list|length }}{{ 'a' ~ 1 }}{{ '%s-%d %05.2f%%' % ('x', 3, 2.5) }}{{ [3,1,2]|sort|reverse|list }}{{ ['b','A']|sort }}{{ messages|map(attribute='role')|unique|list }}{{ '<a>'|e }}{{ 'x y'|title }}{{ '3'|int + 1 }}{{ 2.567|round(1) }}{{ nothing|default('D') }}{{ ''|default('E', true) }}{{ [1,2]|max }}{{ {'b':1,'a':2}|dictsort }}{{ 'a\nb'|indent(2) }}{{ [0,1,2]|select('odd')|list }}{{ [0,1]|reject|list }}{{ messages|rejectattr('role','eq','user')|map(attribute='role')|list }}{{ ['a','b']|map('upper')|join }}{{ messages|groupby('role')|length }}",
    "mappings": "{% for m in messages %}{{ m.get('name','none') }}{% if 'name' in m %}Y{% else %}N{% endif %}{% for k, v in m.items() %}{{ k }}={{ v|length }};{% endfor %}{{ m.keys()|list }}{% endfor %}{{ dict(a=1, b=2) }}",
    "break": "{% for m in messages %}{% if loop.index0 == 1 %}{% break %}{% endif %}{{ m.content }}{% endfor %}{% for i in range(5) if i % 2 == 0 %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}{{ loop.last }}{% else %}none{% endfor %}{% for i in [] %}{% else %}empty{% endfor %}",
    "loop": "{% for m in messages %}{{ loop.index }}{{ loop.revindex }}{{ loop.first }}{{ loop.length }}{{ loop.cycle('a', 'b') }}{{ (loop.previtem or {'role': '-'}).role }}{{ loop.nextitem.role if not loop.last }}{% endfor %}",
    "set block": "{% set x %}a{{ messages|length }}b{% endset %}{{ x|upper }}{% set y | trim %}  z  {% endset %}[{{ y }}]{% filter upper %}q{{ x }}{% endfilter %}",
    "spaces": "  {% if true %}\n  a\n  {% endif %}\n{#- c -#}\n  b {{- ' c ' -}} d\n{%+ if true %}\ne\n{%- endif +%}\nf\n{% raw %}{{ x }}{% endraw %}\n\n",
    "tests": "{{ 1 is odd }}{{ 4 is divisibleby 2 }}{{ 'a' is in ['a'] }}{{ none is none }}{{ 1 is not string }}{{ 1.0 is float }}{{ {} is mapping }}{{ [] is sequence }}{{ true is boolean }}{{ 1 is number and 'x' is defined }}{{ not nothing is defined }}{{ 'x' is eq 'x' }}{{ 3 is gt 2 }}{{ false is false }}",
    "expressions": "{{ 1 if false else 2 if true else 3 }}{{ (1 if false) }}{{ 1 < 2 <= 2 != 3 }}{{ 'a' in 'abc' and 'd' not in 'abc' }}{{ not false or x }}{{ none or 'n' }}{{ '' and 'y' }}{{ [1] + [2] }}{{ 'ab' * 2 }}{{ -1|abs }}{{ 'a' 'b' }}{{ {'a': {'b': [5]}}.a.b[0] }}{{ true == 1 }}{{ [1, 2] == [1, 2.0] }}",
    "raises": "{% for m in messages %}{% if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Roles must alternate') }}{% endif %}{{ m.content }}{% endfor %}",
    "undefined": "{{ nothing.more }}",
    "changes": "{% set l = [] %}{{ l.append(1) }}",
}


def render(template, chat):
    messages, tools = CHATS[chat]
    try:
        return {"want": render_jinja_template(
            conversations=[messages], tools=tools or None, chat_template=template, add_generation_prompt=True,
            bos_token="<s>", eos_token="</s>")[0][0]}
    except Exception as failure:
        return {"fails": type(failure).__name__, "because": str(failure)}


def vectors():
    cases = [(name, template, chat) for name, template in TEMPLATES.items() for chat in CHATS]
    cases += [(name, template, chat) for name, template in FEATURES.items() for chat in ("one", "four")]
    return {
        "chats": {name: {"messages": messages, "tools": tools} for name, (messages, tools) in CHATS.items()},
        "templates": TEMPLATES | FEATURES,
        "cases": [{"template": name, "chat": chat, **render(template, chat)} for name, template, chat in cases],
    }


def main():
    made = vectors()
    if sys.argv[1:] == ["--write"]:
        with open(COMMITTED, "w") as file:
            json.dump(made, file, indent=1, ensure_ascii=False)
            file.write("\n")
        return
    with open(COMMITTED) as file:
        committed = json.load(file)
    same = committed == made
    print(f"templates: {len(made['templates'])}, renderings: {len(made['cases'])}, "
          f"{'as committed' if same else 'NOT as committed: write them again, and run ChatTemplateTest'}")
    sys.exit(0 if same else 1)


main()
