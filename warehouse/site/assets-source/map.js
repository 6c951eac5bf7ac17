// The projection of the map, and the borders out of their compact form.
export { geoEqualEarth } from "d3-geo";
export { feature } from "topojson-client";
