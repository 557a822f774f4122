/** Texts the build carries inside the bundle as they are. */
declare module "*.yaml" {
  const text: string;
  export default text;
}
