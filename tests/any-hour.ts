/**
 * The pattern of a Dutch sentence with times (`\d\d\.\d\d uur`), as it reads in every hour: in the one that occurs twice
 * in a night of October each time says which of the two it is.
 */
export const anyHour = (pattern: RegExp): RegExp =>
	new RegExp(
		pattern.source.replaceAll(
			/(om )?\\d\\d\\\.\\d\\d( uur)?/g,
			String.raw`(?:gisteren ?)?$1\d\d\.\d\d$2(?:\s?\((?:zomer|winter)tijd\))?`
		),
		pattern.flags
	);
