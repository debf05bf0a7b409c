/** This project's version, as in package.json. It stands here too, because a built copy has that file elsewhere. */
export const VERSION = "0.2.0";
