// Compiles the dashboard as a constant of the type that Grafana has for its schema version, and prints "valid" or the errors.
// Usage: node check.js DASHBOARD.json
import { readFileSync, writeFileSync } from "node:fs";
import schema from "@grafana/schema";
import ts from "typescript";

const SCHEMA = "@grafana/schema/dist/esm/raw";
const dashboard = JSON.parse(readFileSync(process.argv[2], "utf8"));

const panels = dashboard.panels.map((panel) => `(${JSON.stringify(panel)}) satisfies ${panel.type}Panel;`);

writeFileSync(
  "dashboard.ts",
  `
import type { Dashboard, FieldConfig, Panel, VariableModel } from "${SCHEMA}/dashboard/x/dashboard_types.gen";
import type { DataQuery, GraphFieldConfig } from "@grafana/schema";
import type { Options as BarGaugeOptions } from "${SCHEMA}/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen";
import type { Options as StatOptions } from "${SCHEMA}/composable/stat/panelcfg/x/StatPanelCfg_types.gen";
import type { Options as TimeSeriesOptions } from "${SCHEMA}/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen";

// Not in this package: the query model of Grafana's data source for Prometheus.
type PrometheusQuery = DataQuery & {
  expr: string;
  format?: "time_series" | "table" | "heatmap";
  instant?: boolean;
  range?: boolean;
  legendFormat?: string;
};

// In JSON, the constants of an enum are their values.
type Json<T> = T extends string ? \`\${T}\` : T extends object ? { [K in keyof T]: Json<T[K]> } : T;
type Fields<C> = { defaults: Omit<FieldConfig, "custom"> & { custom?: C }; overrides: [] };
type PanelOf<T, O, C> = Json<Omit<Panel, "type" | "options" | "targets" | "fieldConfig"> & {
  type: T;
  options?: Partial<O>;
  fieldConfig?: Fields<C>;
  targets: Array<Omit<PrometheusQuery, "datasource"> & Pick<Panel, "datasource">>;
}>;
type statPanel = PanelOf<"stat", StatOptions, never>;
type bargaugePanel = PanelOf<"bargauge", BarGaugeOptions, never>;
type timeseriesPanel = PanelOf<"timeseries", TimeSeriesOptions, Partial<GraphFieldConfig>>;

// Grafana shows the query of a variable as its definition, which its types do not have.
type Variables = { templating: { list: Array<Json<VariableModel> & { definition?: string }> } };

(${JSON.stringify({ ...dashboard, panels: [] })}) satisfies Json<Omit<Dashboard, "templating">> & Variables;
${panels.join("\n")}
`,
);

const program = ts.createProgram(["dashboard.ts"], {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
});
const errors = ts.getPreEmitDiagnostics(program).map((error) => ts.flattenDiagnosticMessageText(error.messageText, " "));
if (dashboard.schemaVersion !== schema.defaultDashboard.schemaVersion) {
  errors.push(`The dashboard has schema version ${dashboard.schemaVersion}, the types ${schema.defaultDashboard.schemaVersion}.`);
}
console.log(errors.length === 0 ? "valid" : errors.join("\n"));
