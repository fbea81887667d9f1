import { Heading } from "../parts/Heading";
import { WORDS } from "../words";

export function GlossaryPage() {
  return (
    <>
      <Heading title="Glossary" />
      <section>
        <dl className="glossary">
          {Object.entries(WORDS)
            .sort(([, one], [, other]) => one.label.localeCompare(other.label))
            .map(([name, { label, help }]) => (
              <div key={name} id={name}>
                <dt>{label}</dt>
                <dd>{help}</dd>
              </div>
            ))}
        </dl>
      </section>
    </>
  );
}
