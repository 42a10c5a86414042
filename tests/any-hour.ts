/**
 * The pattern of a Dutch sentence with times (`\d\d\.\d\d uur`), as it reads in every hour: around midnight a time may
 * have another day, and in the hour that occurs twice in a night of October it says which of the two it is.
 */
export const anyHour = (pattern: RegExp): RegExp =>
	new RegExp(
		pattern.source.replaceAll(
			/(om )?\\d\\d\\\.\\d\\d( uur)?/g,
			String.raw`(?:(?:gisteren|\d{1,2} ?[a-z]{3,4}\.?) ?)?$1\d\d\.\d\d$2(?:\s?\((?:zomer|winter)tijd\))?`
		),
		pattern.flags
	);
