/** Where it is, to be opened on any map. */
export function mapLink({ latitude, longitude }: { latitude: number; longitude: number }): string {
	return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
}
