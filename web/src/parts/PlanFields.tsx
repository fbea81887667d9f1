import type { PlanChange } from "../api";

interface Field {
  name: keyof PlanChange & string;
  label: string;
  /** Numbers and names may be several, with commas between. */
  kind: "number" | "numbers" | "names" | "yes" | "word";
  words?: readonly string[];
  step?: number | "any";
}

/** What of the standard plan a run may change, by PEFT's names; the node says what is allowed. */
const FIELDS: readonly Field[] = [
  { name: "recipe", label: "Learn (recipe)", kind: "word", words: ["rows", "text", "dpo", "chat"] },
  { name: "steps", label: "Steps", kind: "number" },
  { name: "epochs", label: "Epochs, in place of steps", kind: "number", step: "any" },
  { name: "batchRows", label: "Rows per step", kind: "number" },
  { name: "gradientAccumulationSteps", label: "In so many pieces (gradient_accumulation_steps)", kind: "number" },
  { name: "peakLearningRate", label: "Peak learning rate", kind: "number", step: "any" },
  {
    name: "lrSchedulerType",
    label: "Course of the rate (lr_scheduler_type)",
    kind: "word",
    words: ["cosine", "linear", "constant"],
  },
  { name: "warmupSteps", label: "Warm-up steps", kind: "number" },
  { name: "rank", label: "LoRA rank (r)", kind: "number" },
  { name: "alpha", label: "Scale times rank (lora_alpha)", kind: "number" },
  { name: "useRslora", label: "Divide by the root of rank (use_rslora)", kind: "yes" },
  { name: "targetModules", label: "Matrices (target_modules), such as q_proj, v_proj", kind: "names" },
  { name: "topLayers", label: "Only so many of the last layers", kind: "number" },
  { name: "layersToTransform", label: "Only these layers (layers_to_transform), such as 14, 15", kind: "numbers" },
  { name: "weightDecay", label: "Weight decay", kind: "number", step: "any" },
  { name: "maxGradNorm", label: "Longest gradient (max_grad_norm)", kind: "number", step: "any" },
  { name: "anchorWeight", label: "How strongly held to the base", kind: "number", step: "any" },
  {
    name: "dpoBeta",
    label: "With dpo: how strongly held to what the base prefers (beta)",
    kind: "number",
    step: "any",
  },
  {
    name: "earlyStoppingPatience",
    label: "Stop after so many looks at held-out rows without a lower loss",
    kind: "number",
  },
  { name: "maxTokens", label: "Longest row (tokens)", kind: "number" },
  { name: "seed", label: "Seed", kind: "number" },
];

function several(text: string): string[] {
  return text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

/** What the form changes; fields that are left empty are as the plan has them. */
export function planOf(form: FormData): PlanChange {
  const change: Record<string, unknown> = {};
  for (const { name, kind } of FIELDS) {
    const text = String(form.get(name) ?? "").trim();
    if (text === "") continue;
    switch (kind) {
      case "number":
        change[name] = Number(text);
        break;
      case "numbers":
        change[name] = several(text).map(Number);
        break;
      case "names":
        change[name] = several(text);
        break;
      case "yes":
        change[name] = true;
        break;
      default:
        change[name] = text;
    }
  }
  return change as PlanChange;
}

/** How a run learns. */
export function PlanFields() {
  return (
    <details>
      <summary>Settings</summary>
      <div className="stack tight">
        <p className="small">What is left empty is as suits the base.</p>
        {FIELDS.map((field) => (
          <PlanField key={field.name} field={field} />
        ))}
      </div>
    </details>
  );
}

function PlanField({ field }: { field: Field }) {
  const { name, label, kind, words, step } = field;
  if (kind === "yes")
    return (
      <label>
        <input name={name} type="checkbox" /> {label}
      </label>
    );
  if (words)
    return (
      <label>
        {label}
        <select name={name}>
          <option value="">standard</option>
          {words.map((word) => (
            <option key={word}>{word}</option>
          ))}
        </select>
      </label>
    );
  return (
    <label>
      {label}
      <input name={name} type={kind === "number" ? "number" : "text"} step={step} />
    </label>
  );
}
