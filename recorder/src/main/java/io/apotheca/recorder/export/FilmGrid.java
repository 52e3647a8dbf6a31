// SPDX-License-Identifier: Apache-2.0
package io.apotheca.recorder.export;

/**
 * Where tiles of 16 to 9 are in a film, as many in a row as there are rows, or one more; all in pixels.
 *
 * @param strip the height of what is below each tile for the name of who is shown; 0 for none
 */
record FilmGrid(int columns, int rows, int tileWidth, int tileHeight, int strip) {
    static FilmGrid of(int tiles, int strip) {
        int columns = (int) Math.ceil(Math.sqrt(tiles));
        int rows = (tiles + columns - 1) / columns;
        return switch (columns) {
            case 1 -> new FilmGrid(columns, rows, 1_280, 720, strip);
            case 2 -> new FilmGrid(columns, rows, 960, 540, strip);
            default -> new FilmGrid(columns, rows, 640, 360, strip);
        };
    }

    int width() {
        return columns * tileWidth;
    }

    int height() {
        return rows * (tileHeight + strip);
    }

    int x(int tile) {
        return tile % columns * tileWidth;
    }

    int y(int tile) {
        return tile / columns * (tileHeight + strip);
    }
}
