/**
 * Returns Alertmanager's templates for notifications: the problem, its place, and links to open next. The links are
 * annotations of the alert.
 */
export function messageTemplates(): string {
  return [
    define("observability.title", [
      '[{{ .Status | toUpper }}{{ if eq .Status "firing" }} {{ .Alerts.Firing | len }}{{ end }}]',
      " {{ .GroupLabels.alertname }}{{ with .GroupLabels.host_name }} on {{ . }}{{ end }}",
      "{{ with .CommonLabels.deployment_environment_name }} ({{ . }}){{ end }}",
    ]),
    define("observability.slack", [
      "{{ range .Alerts }}*{{ .Annotations.summary }}* ({{ .Labels.severity }}{{ if eq .Status `resolved` }}, resolved{{ end }})\n",
      "{{ .Annotations.description }}\n",
      "{{ with .Annotations.dashboard_url }}<{{ . }}|Dashboard> · {{ end }}",
      "{{ with .Annotations.runbook_url }}{{ if match `^https?:` . }}<{{ . }}|Runbook>{{ else }}Runbook: {{ . }}{{ end }}{{ end }}\n",
      "{{ end }}<{{ .ExternalURL }}|Alertmanager>",
    ]),
    define("observability.text", [
      "{{ range .Alerts }}{{ .Annotations.summary }} ({{ .Labels.severity }}{{ if eq .Status `resolved` }}, resolved{{ end }})\n",
      "{{ .Annotations.description }}\n",
      "{{ with .Annotations.dashboard_url }}Dashboard: {{ . }}\n{{ end }}",
      "{{ with .Annotations.runbook_url }}Runbook: {{ . }}\n{{ end }}\n",
      "{{ end }}Alertmanager: {{ .ExternalURL }}",
    ]),
    define("observability.html", [
      "{{ range .Alerts }}<p><b>{{ .Annotations.summary }}</b> ({{ .Labels.severity }}{{ if eq .Status `resolved` }}, resolved{{ end }})<br>",
      "{{ .Annotations.description }}<br>",
      '{{ with .Annotations.dashboard_url }}<a href="{{ . }}">Dashboard</a> &middot; {{ end }}',
      '{{ with .Annotations.runbook_url }}{{ if match `^https?:` . }}<a href="{{ . }}">Runbook</a>{{ else }}Runbook: {{ . }}{{ end }}{{ end }}</p>',
      '{{ end }}<p><a href="{{ .ExternalURL }}">Alertmanager</a></p>',
    ]),
  ].join("\n");
}

function define(name: string, parts: readonly string[]): string {
  return `{{ define "${name}" }}${parts.join("")}{{ end }}\n`;
}
