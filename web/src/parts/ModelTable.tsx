import { Link } from "@tanstack/react-router";
import type { ModelLine } from "../api";
import { short } from "../format";

export function ModelTable({ models }: { models: ModelLine[] }) {
  if (models.length === 0) return <p className="small">No model is trained yet.</p>;
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th>name</th>
            <th>trained on</th>
            <th>adapter</th>
            <th>attribution</th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.name}>
              <td>
                <Link to="/runs/$id" params={{ id: model.run }}>
                  {model.name}
                </Link>
              </td>
              <td>
                {model.versions.map((version) => (
                  <span key={version.datanet}>
                    <Link to="/datanets/$id" params={{ id: version.datanet }}>
                      Datanet {version.datanet}
                    </Link>{" "}
                    v{version.number}{" "}
                  </span>
                ))}
              </td>
              <td>
                <code title={model.adapterDigest}>{short(model.adapterDigest)}</code>
              </td>
              <td>
                <span className="tag">{model.attributionReady ? "ready" : "in training"}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
