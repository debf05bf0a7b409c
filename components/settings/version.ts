/** Version of this project, equal to package.json. A built copy has that file in another place. */
export const VERSION = "0.2.0";
