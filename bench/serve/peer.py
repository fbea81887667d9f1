"""Does the work that each line of the input describes, by transformers and PEFT, or by vLLM; answers as `openledger bench speed`."""

import json
import os
import sys
import time

import torch

torch.set_num_threads(1)
WARM_STEPS = 2


class Transformers:
    def __init__(self, base, adapters):
        from peft import PeftModel
        from transformers import AutoModelForCausalLM

        self.base = base
        self.plain = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32).eval()
        first, *others = sorted(os.listdir(adapters))
        wrapped = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
        self.peft = PeftModel.from_pretrained(wrapped, os.path.join(adapters, first), adapter_name=first).eval()
        for name in others:
            self.peft.load_adapter(os.path.join(adapters, name), adapter_name=name)

    def generate(self, prompts, tokens, adapters):
        asked = torch.tensor(prompts)
        names = {}
        model = self.plain
        if any(adapters):
            model = self.peft
            if len(set(adapters)) == 1:
                model.set_adapter(adapters[0])
            else:
                names = {"adapter_names": adapters}
        start = time.process_time()
        with torch.no_grad():
            out = model.generate(
                input_ids=asked,
                attention_mask=torch.ones_like(asked),
                max_new_tokens=tokens[0],
                min_new_tokens=tokens[0],
                do_sample=False,
                pad_token_id=0,
                **names,
            )
        seconds = time.process_time() - start
        answers = out[:, asked.shape[1] :].tolist()
        return sum(map(len, answers)), seconds, answers

    def train(self, prompts, steps, rows, whole=False):
        from peft import LoraConfig, get_peft_model
        from transformers import AutoModelForCausalLM

        base = AutoModelForCausalLM.from_pretrained(self.base, dtype=torch.float32)
        start, warm = time.process_time(), 0 if whole else WARM_STEPS
        modules = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
        model = get_peft_model(base, LoraConfig(task_type="CAUSAL_LM", r=16, lora_alpha=32, target_modules=modules)).train()
        optimiser = torch.optim.AdamW([each for each in model.parameters() if each.requires_grad], lr=1e-3)
        taught = torch.tensor(prompts)
        for step in range(warm + steps):
            if step == warm and not whole:
                start = time.process_time()
            at = step * rows % len(taught)
            batch = taught[at : at + rows]
            model(input_ids=batch, labels=batch).loss.backward()
            optimiser.step()
            optimiser.zero_grad()
        return steps * rows * taught.shape[1], time.process_time() - start, []


class Vllm:
    def __init__(self, base, adapters):
        os.environ |= {
            "VLLM_ENABLE_V1_MULTIPROCESSING": "0",
            "VLLM_CPU_KVCACHE_SPACE": "1",
            "VLLM_CPU_OMP_THREADS_BIND": "nobind",
            "VLLM_LOGGING_LEVEL": "ERROR",
        }
        import vllm
        from vllm.lora.request import LoRARequest

        self.vllm = vllm
        self.model = vllm.LLM(
            base,
            dtype="float32",
            enforce_eager=True,
            enable_lora=True,
            max_loras=16,
            max_lora_rank=16,
            max_num_seqs=16,
            max_model_len=512,
            enable_prefix_caching=False,
            disable_log_stats=True,
        )
        names = sorted(os.listdir(adapters))
        self.adapters = {name: LoRARequest(name, i + 1, os.path.join(adapters, name)) for i, name in enumerate(names)}

    def generate(self, prompts, tokens, adapters):
        asked = [{"prompt_token_ids": prompt} for prompt in prompts]
        how = [self.vllm.SamplingParams(temperature=0, max_tokens=n, ignore_eos=True, detokenize=False) for n in tokens]
        start = time.process_time()
        out = self.model.generate(asked, how, lora_request=[self.adapters.get(name) for name in adapters], use_tqdm=False)
        seconds = time.process_time() - start
        answers = [list(each.outputs[0].token_ids) for each in out]
        return sum(map(len, answers)), seconds, answers


def main():
    kind, base, adapters = sys.argv[1:]
    # what libraries print goes elsewhere
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    engine = {"transformers": Transformers, "vllm": Vllm}[kind](base, adapters)
    for line in sys.stdin:
        asked = json.loads(line)
        tokens, seconds, texts = getattr(engine, asked.pop("work"))(**asked)
        print(json.dumps({"tokens": tokens, "seconds": seconds, "answers": texts}), file=answers, flush=True)


main()
