/** Pages that show how it is today, whatever the moment looked back on: what they show is not in the log, or not of the incident's course. */
const today =
	/^\/incidents\/\[id\]\/(archive|debrief|evaluation|import|openness|partners|settings|sources\/\w|report\/(compare|earlier|export|links|release)|texts\/(correct|prepared))/;

export const showsToday = (route: string | null): boolean => route !== null && today.test(route);
/** Pages that read once, when they open: they are made again for another moment. */
const readsOnce = /^\/incidents\/\[id\]\/(findings|handover|report|sources)\b/;
export const isMadeAgain = (route: string | null): boolean => route !== null && readsOnce.test(route);
