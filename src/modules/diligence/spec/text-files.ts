/** Files of spec/ are bundled as text: what runs is what was reviewed. */
declare module "*.yaml" {
  const text: string;
  export default text;
}
