import type { Preview } from '../api/types.ts'
import { Scroll } from '../parts/Scroll.tsx'
import { sentence } from '../text/words.ts'

const delimiters: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
}

/** The first rows as the node read them, so that a wrong delimiter or encoding shows at once. */
export function PreviewTable({ preview }: { preview: Preview }) {
  return (
    <section className="card card-flush" aria-labelledby="preview">
      <div className="card-head">
        <h2 id="preview">First rows</h2>
        <span className="quiet">
          {preview.delimiter === null
            ? 'not readable'
            : `delimiter ${delimiters[preview.delimiter] ?? preview.delimiter}, encoding ${preview.encoding}`}
        </span>
      </div>
      <Scroll label="First rows of the file" className="scroll preview">
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="num">
                Row
              </th>
              {preview.header.map((name, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: headers may repeat; their place is their name
                <th scope="col" key={at}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.slice(0, 8).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file are known by their place
              <tr key={at}>
                <td className="num quiet">{at + 2}</td>
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells are known by their column
                  <td key={column} className="clip" title={cell}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {preview.notes && preview.notes.length > 0 && (
        <ul className="notes-list">
          {preview.notes.map((note) => (
            <li key={note.text}>
              {sentence(note.text)}.{note.remedy ? ` ${sentence(note.remedy)}.` : ''}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
