/** Die Leiste, die sagt, dass Zahlen verschoben sind. */
export const valued = {
  moved_one: 'Zahlen, wie Sie sie verschoben haben: 1 Meinung',
  moved_other: 'Zahlen, wie Sie sie verschoben haben: {{count}} Meinungen',
  see: 'Was es wert ist',
  back: 'Zurück zum Vereinbarten',
};
