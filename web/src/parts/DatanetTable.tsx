import { Link } from "@tanstack/react-router";
import type { DatanetLine } from "../api";
import { count } from "../format";

export function DatanetTable({ datanets }: { datanets: DatanetLine[] }) {
  if (datanets.length === 0) return <p className="small">There is no Datanet yet.</p>;
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th>name</th>
            <th>licence</th>
            <th className="n">accepted rows</th>
            <th className="n">contributors</th>
            <th className="n">version</th>
          </tr>
        </thead>
        <tbody>
          {datanets.map((datanet) => (
            <tr key={datanet.id}>
              <td>
                <Link to="/datanets/$id" params={{ id: datanet.id }}>
                  {datanet.name}
                </Link>
              </td>
              <td>{datanet.licence}</td>
              <td className="n">{count(datanet.rowsAccepted)}</td>
              <td className="n">{count(datanet.contributors)}</td>
              <td className="n">{datanet.latestVersion || "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
