import type { ComponentChildren, VNode } from "preact";
import { useReader, withQuery } from "../../reader.ts";

export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  readonly numeric?: boolean | undefined; // tabular figures, aligned at the end
  readonly sort?: string | undefined; // value of ?sort=… ; with "-" in front it descends
  readonly rowHead?: boolean | undefined; // names the row for screen readers
  cell(row: Row): ComponentChildren;
}

export interface TableParams<Row> {
  readonly caption: string;
  readonly captionHidden?: boolean | undefined; // where a heading just above says the same
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly empty?: ComponentChildren; // instead of the table, when there are no rows
  readonly foot?: readonly ComponentChildren[] | undefined; // totals, one per column
  readonly dense?: boolean | undefined;
}

/**
 * A table with a sticky head; below 40 rem each row becomes a block with its heads beside the values. The roles are
 * written out because browsers drop them when a table is laid out as blocks.
 */
export function Table<Row>(params: TableParams<Row>): VNode {
  const { columns, rows } = params;
  if (rows.length === 0 && params.empty !== undefined) return <>{params.empty}</>;
  return (
    <div class="table-frame">
      <table class={params.dense ? "table table--dense" : "table"} role="table">
        <caption class={params.captionHidden ? "visually-hidden" : undefined}>{params.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <Head key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={params.rowKey(row)}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
        {params.foot && <Foot columns={columns} foot={params.foot} />}
      </table>
    </div>
  );
}

function Head<Row>({ column }: { readonly column: Column<Row> }): VNode {
  const reader = useReader();
  const asked = reader.query["sort"] ?? "";
  const look = column.numeric ? "numeric" : undefined;
  if (column.sort === undefined)
    return (
      <th scope="col" role="columnheader" class={look}>
        {column.head}
      </th>
    );
  const up = asked === column.sort;
  const down = asked === `-${column.sort}`;
  const to = withQuery(reader, { sort: up ? `-${column.sort}` : column.sort, after: null, before: null });
  const order = up ? "ascending" : down ? "descending" : undefined;
  return (
    <th scope="col" role="columnheader" class={look} aria-sort={order}>
      <a class="table__sort" href={to} rel="nofollow">
        {column.head}
        <svg class={`table__arrow table__arrow--${order ?? "none"}`} viewBox="0 0 8 12" aria-hidden="true">
          <path class="table__up" d="M4 0 8 5H0z" />
          <path class="table__down" d="M4 12 0 7h8z" />
        </svg>
      </a>
    </th>
  );
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }): VNode {
  const look = column.numeric ? "numeric" : undefined;
  const body = column.cell(row);
  return column.rowHead ? (
    <th scope="row" role="rowheader" class={look} data-head={column.head}>
      {body}
    </th>
  ) : (
    <td role="cell" class={look} data-head={column.head}>
      {body}
    </td>
  );
}

function Foot<Row>({
  columns,
  foot,
}: {
  readonly columns: readonly Column<Row>[];
  readonly foot: readonly ComponentChildren[];
}): VNode {
  return (
    <tfoot role="rowgroup">
      <tr role="row">
        {columns.map((column, at) => (
          <td
            role="cell"
            key={column.key}
            class={column.numeric ? "numeric" : undefined}
            data-head={column.head}
          >
            {foot[at]}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}
